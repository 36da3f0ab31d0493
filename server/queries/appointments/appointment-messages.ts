import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { AppointmentMessage } from '../../../realtime/contract/resources/appointments.ts';
import type { Reading } from '../snapshot.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';

type Row = Omit<AppointmentMessage, 'at' | 'starts_at'> & { at: Date; starts_at: Date };

/** What the person was told of a matter, and of the times it had before it was moved; the newest first. @throws Refusal `not_found` */
export async function appointmentMessages(tx: Reading, id: string): Promise<AppointmentMessage[]> {
  permit(tx.actor, 'appointment.read');
  const [asked] = await tx.query<{ origin_id: string }>({
    name: 'appointment-asked-for',
    text: `SELECT a.origin_id FROM appointments a WHERE a.organization_id = $1 AND a.id = $2 AND ${concernsAppointment(3)}`,
    values: [tx.actor.organizationId, id, ownQueues(tx.actor)],
  });
  if (!asked) throw new Refusal('not_found');
  const rows = await tx.query<Row>({
    name: 'appointment-messages',
    text: `SELECT m.id, m.kind, m.channel, m.status, m.at, m.starts_at, m.lead, m.detail FROM appointment_messages m
           JOIN appointments a ON a.organization_id = m.organization_id AND a.id = m.appointment_id
           WHERE m.organization_id = $1 AND a.origin_id = $2 ORDER BY m.at DESC, m.id DESC`,
    values: [tx.actor.organizationId, asked.origin_id],
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), starts_at: row.starts_at.toISOString() }));
}
