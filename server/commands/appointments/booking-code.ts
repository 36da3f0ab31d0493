import { randomInt } from 'node:crypto';

/** Nothing that is mistaken for something else when it is read out: no I, O, 0 or 1. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** For the entrance: 40 bits, and good only on the premises. */
export function bookingCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
