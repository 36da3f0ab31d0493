import type { StaffEntry } from '../../realtime/contract/board.ts';
import type { Placed } from './next-person.ts';

/**
 * Whom somebody means who types a part of a number or of a name: `41` finds A041 and A141, the exact number first; `ana lo` finds
 * Anabel López, whatever the keyboard has for accents.
 */
export function findPeople(people: readonly Placed[], wanted: string): Placed[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const number = shortNumber(words.join(''));
  const exact = ({ entry }: Placed) => shortNumber(entry.ticket_number).replace(/^[a-z]+/, '') === number;
  const same = ({ entry }: Placed) => shortNumber(entry.ticket_number) === number;
  const found = people.filter(({ entry }) => hasNumber(entry, number) || hasName(entry, words));
  const first = found.filter((one) => same(one) || exact(one));
  return [...first, ...found.filter((one) => !first.includes(one))];
}

function hasNumber({ ticket_number: ticket }: StaffEntry, number: string): boolean {
  return /\d/.test(number) && (shortNumber(ticket).includes(number) || plain(ticket).includes(number));
}

/** Each word begins a part of the name. */
function hasName({ patient_name: name }: StaffEntry, words: readonly string[]): boolean {
  const parts = plain(name ?? '').split(/[\s-]+/);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}

/** `A041` is said and typed `A41`. */
function shortNumber(ticket: string): string {
  return plain(ticket).replace(/^([a-z]*)0+(?=\d)/, '$1');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
