import type { AppointmentRow } from '../../../models/appointment.ts';
import { missedAt } from '../../../models/rules/booking-windows.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { policyOf } from './bookable.ts';
import { endOffer } from './end-offer.ts';
import { lockPresent } from './lock-appointment.ts';
import { moveOn } from './move-on.ts';
import { offerFreed } from './offer-freed.ts';
import { tell } from './tell.ts';

/** Whoever was asked takes the time. However often it is said, it is booked once. @throws Refusal `hold_expired`, `not_possible_now` */
export async function acceptOffer(tx: Writing): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.follow');
  const row = await lockPresent(tx, ownBooking(tx));
  if (row.status === 'offered' && row.timer_at !== null && row.timer_at <= tx.now) throw new Refusal('hold_expired');
  const timer_at = row.starts_at === null ? null : missedAt(row.starts_at, await policyOf(tx, row));
  const booked = moveOn(tx, row, 'accept', { timer_at, backfilled: true });
  await tell(tx, booked, 'confirmation');
  return booked;
}

/** Whoever was asked does not want this time, and waits for another; the next is asked. @throws Refusal `not_possible_now` */
export async function refuseOffer(tx: Writing): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.follow');
  const row = await lockPresent(tx, ownBooking(tx));
  const waiting = await endOffer(tx, row);
  await offerFreed(tx, row);
  return waiting;
}
