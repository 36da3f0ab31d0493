import type { AppointmentRow } from '../../../models/appointment.ts';
import { changeUntil } from '../../../models/rules/booking-windows.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { policyOf } from './bookable.ts';
import { cancelled } from './cancelled.ts';
import { lockPresent } from './lock-appointment.ts';

/**
 * Whoever has the link cancels the appointment while there is time, or does not wait for one any more.
 * @throws Refusal `change_too_late`, `not_possible_now`
 */
export async function cancelOwn(
  tx: Writing,
  { reason = null }: { reason?: string | null } = {},
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.follow');
  const row = await lockPresent(tx, ownBooking(tx));
  if (row.status === 'arrived' || row.status === 'checked_in')
    throw new Refusal('not_possible_now', 'The person is here already.');
  if (row.status === 'booked' && row.starts_at !== null) {
    if (tx.now > changeUntil(row.starts_at, await policyOf(tx, row))) throw new Refusal('change_too_late');
  }
  return cancelled(tx, row, reason);
}
