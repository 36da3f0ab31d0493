import { randomInt } from 'node:crypto';
import { CODE_LETTERS, PREMISES_CODE_LENGTH } from '../../../models/rules/booking-code.ts';

/** For the wall at the entrance. */
export function premisesCode(): string {
  return Array.from({ length: PREMISES_CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
