import type { AppointmentRow } from '../../../models/appointment.ts';
import { checkInFrom } from '../../../models/rules/booking-windows.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import type { Writing } from '../transact.ts';

/**
 * People come on the day of their appointment, and not long before it.
 * @param anyTime  staff decide themselves whether it is too early
 * @throws Refusal `too_early`, `not_possible_now` on another day
 */
export async function requireCheckInTime(
  tx: Writing,
  { starts_at: startsAt, service_id }: Pick<AppointmentRow, 'starts_at' | 'service_id'>,
  { timeZone, anyTime }: { timeZone: string; anyTime: boolean },
): Promise<void> {
  if (startsAt === null) throw new Refusal('not_possible_now');
  if (localDay(startsAt, timeZone) !== localDay(tx.now, timeZone)) {
    throw startsAt > tx.now
      ? new Refusal('too_early')
      : new Refusal('not_possible_now', 'The appointment was on another day.');
  }
  if (anyTime) return;
  const [service] = await tx.query<{ booking: object }>({
    name: 'booking-policy',
    text: 'SELECT booking FROM services WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, service_id],
  });
  if (tx.now < checkInFrom(startsAt, bookingPolicy.parse(service?.booking ?? {}))) throw new Refusal('too_early');
}
