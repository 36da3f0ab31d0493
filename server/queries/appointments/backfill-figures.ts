import { permit } from '../../../models/rules/permissions.ts';
import type { BackfillFigures } from '../../../realtime/contract/resources/appointments.ts';
import type { Reading } from '../snapshot.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';

/** What freed times were worth: those that somebody of the waitlist took and did not give back again. */
export async function backfillFigures(
  tx: Reading,
  { office_id }: { office_id?: string | undefined },
): Promise<BackfillFigures> {
  permit(tx.actor, 'appointment.read');
  const [figures] = await tx.query<BackfillFigures>({
    name: 'backfill-figures',
    text: `SELECT (SELECT count(*) FROM appointments a WHERE a.organization_id = $1 AND a.status = 'waitlisted'
               AND ${concernsAppointment(2)} AND ($3::uuid IS NULL OR a.office_id = $3)) AS waiting,
             (SELECT count(*) FROM appointments a WHERE a.organization_id = $1 AND a.status = 'offered'
               AND ${concernsAppointment(2)} AND ($3::uuid IS NULL OR a.office_id = $3)) AS offers_open,
             count(*) AS backfilled, coalesce(sum(date_part('epoch', a.ends_at - a.starts_at)) / 60, 0)::integer AS minutes_recovered
           FROM appointments a
           JOIN appointment_events v ON v.organization_id = a.organization_id AND v.appointment_id = a.id AND v.move = 'accept' AND v.at > clock_timestamp() - interval '30 days'
           WHERE a.organization_id = $1 AND a.backfilled AND a.status IN ('booked', 'arrived', 'checked_in', 'fulfilled')
             AND ${concernsAppointment(2)} AND ($3::uuid IS NULL OR a.office_id = $3)`,
    values: [tx.actor.organizationId, ownQueues(tx.actor), office_id ?? null],
  });
  if (!figures) throw new Error('a count returned no row');
  return figures;
}
