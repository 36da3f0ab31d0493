import { permit } from '../../../models/rules/permissions.ts';
import type { Reading } from '../snapshot.ts';
import { bookingAnswer, type BookingFacts } from './booking-answer.ts';
import { ownBooking } from './own-booking.ts';

/** What a booking's own link shows. @throws Refusal `not_permitted` for anybody else, `not_found` */
export async function ownBookingAnswer(tx: Reading): Promise<BookingFacts> {
  permit(tx.actor, 'appointment.follow');
  return bookingAnswer(tx, ownBooking(tx));
}
