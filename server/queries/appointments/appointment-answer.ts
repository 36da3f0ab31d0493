import { APPOINTMENT_COLUMNS, type AppointmentRow, type StoredAppointment } from '../../../models/appointment.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import type { Reading } from '../snapshot.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';
import { openedAppointment } from './opened-appointment.ts';

/** An appointment with the names of what it refers to, and what it became at check-in. */
export type NamedAppointment = StoredAppointment & {
  service: string;
  duration_minutes: number;
  booking: object;
  office: string;
  address: string | null;
  time_zone: string;
  locatable: boolean;
  provider: string | null;
  entry_id: string | null;
  ticket_number: string | null;
};

/** `SELECT` list and `FROM` of a NamedAppointment; `$1` is the organization. The newest stay may be one that a transfer began and that was taken back. */
export const NAMED_APPOINTMENTS = `SELECT ${APPOINTMENT_COLUMNS}, s.name AS service, s.duration_minutes, s.booking, o.name AS office, o.address,
    o.time_zone, o.latitude IS NOT NULL AS locatable, p.name AS provider, e.id AS entry_id, e.ticket_number
  FROM appointments a
  JOIN services s ON a.organization_id = $1 AND s.organization_id = a.organization_id AND s.id = a.service_id
  JOIN offices o ON o.organization_id = a.organization_id AND o.id = a.office_id
  LEFT JOIN providers p ON p.organization_id = a.organization_id AND p.id = a.provider_id
  LEFT JOIN LATERAL (SELECT id, ticket_number FROM entries
    WHERE organization_id = a.organization_id AND appointment_id = a.id
    ORDER BY closed_at IS NULL DESC, joined_at DESC, id DESC LIMIT 1) e ON true`;

/** As staff see it. @throws Refusal `not_found`, also for one that the actor's work does not extend to */
export async function appointmentAnswer(tx: Reading, id: string): Promise<Appointment> {
  const [row] = await tx.query<NamedAppointment>({
    name: 'appointment',
    text: `${NAMED_APPOINTMENTS} WHERE a.organization_id = $1 AND a.id = $2 AND ${concernsAppointment(3)}`,
    values: [tx.actor.organizationId, id, ownQueues(tx.actor)],
  });
  if (!row) throw new Refusal('not_found');
  return staffAnswer(tx, row);
}

export function staffAnswer(tx: Pick<Reading, 'personal'>, stored: NamedAppointment): Appointment {
  const row = openedAppointment(tx, stored);
  return {
    ...placeOf(stored, row),
    origin_id: row.origin_id,
    rescheduled_from: row.rescheduled_from,
    sequence: row.sequence,
    version: row.version,
    seat: row.seat,
    capacity: row.capacity,
    overbooked: row.overbooked,
    backfilled: row.backfilled,
    series_id: row.series_id,
    source: row.source,
    patient_name: row.patient_name,
    phone: row.phone,
    email: row.email,
    birth_date: row.birth_date,
    note: row.note,
    language: row.language,
    reminders: row.reminders,
    reason: row.reason,
    wanted: wantedOf(row),
    entry_id: stored.entry_id,
    ticket_number: stored.ticket_number,
    created_at: row.created_at.toISOString(),
    status_at: row.status_at.toISOString(),
  };
}

/** What both audiences see. */
export function placeOf(named: NamedAppointment, row: AppointmentRow) {
  const ends = row.status === 'held' || row.status === 'offered';
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    service_id: row.service_id,
    service: named.service,
    office_id: row.office_id,
    office: named.office,
    time_zone: named.time_zone,
    provider_id: row.provider_id,
    provider: named.provider,
    starts_at: row.starts_at?.toISOString() ?? null,
    ends_at: row.ends_at?.toISOString() ?? null,
    expires_at: ends ? (row.timer_at?.toISOString() ?? null) : null,
  };
}

/** The wish of somebody who waits for a time; null for everybody else. */
export function wantedOf(row: AppointmentRow): Appointment['wanted'] {
  if (row.wanted_from === null || row.wanted_until === null) return null;
  return {
    from: row.wanted_from,
    until: row.wanted_until,
    from_time: row.wanted_from_time,
    until_time: row.wanted_until_time,
  };
}
