/** What may be promised: a range, and never one minute. `hours` beyond two of them. */
export type WaitRange = { unit: 'minutes' | 'hours'; from: number; to: number };

const LONG = 120;

/** Rounds outwards to five minutes (half hours when long), so that the rounding keeps the promise of 20 to 80 of 100. */
export function waitRange(p20: number, p80: number): WaitRange {
  const long = p80 > LONG;
  const grain = long ? 30 : 5;
  const from = Math.floor(Math.max(0, p20) / grain) * grain;
  const to = Math.max(Math.ceil(p80 / grain) * grain, from + grain);
  return long ? { unit: 'hours', from: from / 60, to: to / 60 } : { unit: 'minutes', from, to };
}
