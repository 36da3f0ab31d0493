import { randomInt } from 'node:crypto';
import { BOOKING_CODE_LENGTH, CODE_LETTERS } from '../../../models/rules/booking-code.ts';

/** For the entrance: 40 bits, and good only on the premises. */
export function bookingCode(): string {
  return Array.from({ length: BOOKING_CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
