import { page } from '../page.ts';
import { forget, recall, remember } from '../storage.ts';

/** The appointments of which this browser wants to be told, by their codes, and until when that matters. */
type Told = Record<string, string>;

const KEY = `waitlessq:${page.organization.slug}:told-bookings`;

export function isToldOf(code: string): boolean {
  return code in all();
}

/** Of any: then the browser must still be found when a visit is over. */
export function isToldOfAny(): boolean {
  return Object.keys(all()).length > 0;
}

/** @param until  a date or a moment after which there is nothing to tell */
export function keepTold(code: string, until: string): void {
  save({ ...all(), [code]: until });
}

export function forgetTold(code: string): void {
  const { [code]: gone, ...others } = all();
  if (gone !== undefined) save(others);
}

function save(told: Told): void {
  if (Object.keys(told).length === 0) forget(KEY);
  else remember(KEY, JSON.stringify(told));
}

function all(): Told {
  try {
    const told = JSON.parse(recall(KEY) ?? '{}') as Told; // written by this file
    for (const code of Object.keys(told)) if (!(Date.parse(told[code] ?? '') > Date.now())) delete told[code];
    return told;
  } catch {
    return {};
  }
}
