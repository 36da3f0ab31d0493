import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { lockPresent } from './lock-appointment.ts';
import { moveOn } from './move-on.ts';

/** Whoever kept a time gives it back. One that is over already is free anyway. @throws Refusal `not_found`, `not_possible_now` */
export async function releaseHold(tx: Writing): Promise<void> {
  permit(tx.actor, 'appointment.follow');
  const row = await lockPresent(tx, ownBooking(tx));
  if (row.status === 'expired' || row.status === 'cancelled') return;
  if (row.status !== 'held') throw new Refusal('not_possible_now', 'The time is booked already.');
  moveOn(tx, row, 'cancel');
}
