/** Nothing that is mistaken for something else when it is read out: no I, O, 0 or 1. */
export const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Of an appointment: 40 bits. */
export const BOOKING_CODE_LENGTH = 8;
/** Of an entrance, where it is read from the wall: whoever tries them all is slowed down. */
export const PREMISES_CODE_LENGTH = 6;

/** What somebody typed, as codes are kept: "k7m2 qp9x" is K7M2QP9X. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}
