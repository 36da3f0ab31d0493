import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { planReminders } from './plan-reminders.ts';

type Wanting = {
  id: string;
  status: string;
  status_at: Date;
  starts_at: Date | null;
  time_zone: string;
  booking: object;
};

/**
 * Whoever has the link wants to be reminded, or not; of a series, of all of it.
 * @throws Refusal `not_found`
 */
export async function wantReminders(tx: Writing, { reminders }: { reminders: boolean }): Promise<void> {
  permit(tx.actor, 'appointment.follow');
  const rows = await tx.query<Wanting>({
    name: 'want-reminders',
    text: `UPDATE appointments a SET reminders = $3
           FROM services s, offices o
           WHERE a.organization_id = $1 AND s.organization_id = $1 AND o.organization_id = $1
             AND s.id = a.service_id AND o.id = a.office_id AND a.status <> 'rescheduled' AND a.anonymised_at IS NULL
             AND (a.origin_id = $2 OR a.series_id IN (
               SELECT series_id FROM appointments WHERE organization_id = $1 AND origin_id = $2 AND series_id IS NOT NULL))
           RETURNING a.id, a.status, a.status_at, a.starts_at, o.time_zone, s.booking`,
    values: [tx.actor.organizationId, ownBooking(tx), reminders],
  });
  if (rows.length === 0) throw new Refusal('not_found');
  if (!reminders) return;
  for (const row of rows) if (row.status === 'booked') planReminders(tx, row, bookingPolicy.parse(row.booking));
}
