import { randomInt } from 'node:crypto';
import { BOOKING_CODE_LENGTH, CODE_LETTERS } from '../../../models/rules/booking-code.ts';

/** For the entrance: nearly 40 bits, and good only on the premises. With a digit, so that nobody's name looks like one. */
export function bookingCode(): string {
  const code = Array.from({ length: BOOKING_CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return /\d/.test(code) ? code : bookingCode();
}
