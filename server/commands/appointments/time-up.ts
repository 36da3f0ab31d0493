import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';
import { endOffer } from './end-offer.ts';
import { lockAppointment } from './lock-appointment.ts';
import { missed } from './missed.ts';
import { moveOn } from './move-on.ts';
import { offerFreed } from './offer-freed.ts';

/**
 * The clock's own moves: a hold ends, an offer goes to the next, who did not come is missed, and nobody waits for days that are over.
 * The timer carries the appointment's version: one that comes late finds another version and does nothing.
 */
export async function timeUp(
  tx: Writing,
  input: { appointment_id: string; appointment_version: number },
): Promise<void> {
  permit(tx.actor, 'appointment.time');
  const row = await lockAppointment(tx, input.appointment_id);
  if (row.version !== input.appointment_version || row.timer_at === null || row.timer_at > tx.now) return;
  switch (row.status) {
    case 'held':
    case 'waitlisted':
      moveOn(tx, row, 'expire');
      return;
    case 'offered':
      await endOffer(tx, row);
      return offerFreed(tx, row);
    case 'booked':
    case 'arrived':
      await missed(tx, row);
      return;
    case 'checked_in':
    case 'fulfilled':
    case 'cancelled':
    case 'no_show':
    case 'rescheduled':
    case 'expired':
      throw new Refusal('not_possible_now');
  }
}
