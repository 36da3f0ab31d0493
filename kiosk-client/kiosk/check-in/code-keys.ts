import { BOOKING_CODE_LENGTH, CODE_LETTERS } from '../../../models/rules/booking-code.ts';

/** The letters and digits of codes, digits first. What is not among them stands in no code. */
export const CODE_KEYS: readonly string[] = Array.from(CODE_LETTERS).sort();

/** @param key  one of those, or `erase`; any other changes nothing */
export function afterCodeKey(typed: string, key: string): string {
  if (key === 'erase') return typed.slice(0, -1);
  return typed.length < BOOKING_CODE_LENGTH && CODE_KEYS.includes(key) ? typed + key : typed;
}

export function isWholeCode(typed: string): boolean {
  return typed.length === BOOKING_CODE_LENGTH;
}
