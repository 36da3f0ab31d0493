import { page } from '../page.ts';
import { forget, recall, remember } from '../storage.ts';

/** The appointments of which this browser wants to be told, by their marks, and until when that matters. */
type Told = Record<string, string>;

const KEY = `waitlessq:${page.organization.slug}:told-bookings`;

export function isToldOf(mark: string): boolean {
  return mark in all();
}

/** Of any: then the browser must still be found when a visit is over. */
export function isToldOfAny(): boolean {
  return Object.keys(all()).length > 0;
}

/** @param until  a moment after which there is nothing to tell */
export function keepTold(mark: string, until: string): void {
  save({ ...all(), [mark]: until });
}

export function forgetTold(mark: string): void {
  const { [mark]: gone, ...others } = all();
  if (gone !== undefined) save(others);
}

function save(told: Told): void {
  if (Object.keys(told).length === 0) forget(KEY);
  else remember(KEY, JSON.stringify(told));
}

/** Those that matter still; the others are not kept. */
function all(): Told {
  try {
    const told = JSON.parse(recall(KEY) ?? '{}') as Told; // written by this file
    const over = Object.keys(told).filter((mark) => !(Date.parse(told[mark] ?? '') > Date.now()));
    for (const mark of over) delete told[mark];
    if (over.length > 0) save(told);
    return told;
  } catch {
    return {};
  }
}
