import type { AppointmentRow } from '../../../models/appointment.ts';
import { changeUntil } from '../../../models/rules/booking-windows.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { lockPresent } from './lock-appointment.ts';
import { movedToOtherTimes, wishesFor, type MoveTo } from './moved-to-other-times.ts';

/**
 * Whoever has the link moves the appointment while there is time, to a time that is offered online.
 * @throws Refusal `change_too_late`, `not_possible_now`, `slot_taken`, `slot_not_offered`, `not_found` for what is not booked online
 */
export async function moveOwn(
  tx: Writing,
  { starts_at, provider_id, office_id }: Omit<MoveTo, 'overbook'>,
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.follow');
  const origin = ownBooking(tx);
  const wishes = await wishesFor(tx, { origin }, { starts_at, provider_id, office_id });
  const row = await lockPresent(tx, origin, wishes.providerIds);
  if (row.status !== 'booked' || row.starts_at === null) throw new Refusal('not_possible_now');
  if (tx.now > changeUntil(row.starts_at, wishes.service.policy)) throw new Refusal('change_too_late');
  return movedToOtherTimes(tx, [row], wishes);
}
