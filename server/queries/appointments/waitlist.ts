import { permit } from '../../../models/rules/permissions.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import type { Page, PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { NAMED_APPOINTMENTS, staffAnswer, type NamedAppointment } from './appointment-answer.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';

/** Who waits for a time, and who was offered one just now, in the order in which they are asked. */
export async function waitlist(
  tx: Reading,
  { limit, after, office_id, service_id }: PageOf & { office_id?: string | undefined; service_id?: string | undefined },
): Promise<Page<Appointment>> {
  permit(tx.actor, 'appointment.read');
  const rows = await tx.query<NamedAppointment>({
    name: 'waitlist',
    text: `${NAMED_APPOINTMENTS}
           WHERE a.organization_id = $1 AND a.status IN ('waitlisted', 'offered') AND ${concernsAppointment(2)}
             AND ($3::uuid IS NULL OR a.office_id = $3) AND ($4::uuid IS NULL OR a.service_id = $4)
             AND ($5::uuid IS NULL OR (a.created_at, a.id) > (SELECT created_at, id FROM appointments WHERE organization_id = $1 AND id = $5))
           ORDER BY a.created_at, a.id LIMIT $6`,
    values: [tx.actor.organizationId, ownQueues(tx.actor), office_id ?? null, service_id ?? null, after, limit + 1],
  });
  const data = rows.slice(0, limit).map((row) => staffAnswer(tx, row));
  return { data, after: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}
