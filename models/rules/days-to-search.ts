import { daysAfter } from './slots.ts';

/** Local days, both included; none where the first is after the last. */
export type Days = { from: string; to: string };

/** Those that lie within others: none where they are all before or all after. */
export function within({ from, to }: Days, bounds: Days): Days {
  if (to < bounds.from) return { from: bounds.from, to: daysAfter(bounds.from, -1) };
  return { from: from > bounds.from ? from : bounds.from, to: to < bounds.to ? to : bounds.to };
}

/**
 * Where the next free day is looked for, stretch by stretch: from the day after `day`, or from today where that is over, to `last`.
 * Further and further at once: most find their day in the first stretch, and nobody reads two years of appointments for it.
 */
export function stretchesAfter(day: string, { today, last }: { today: string; last: string }): Days[] {
  const stretches: Days[] = [];
  let from = day < today ? today : daysAfter(day, 1);
  for (let days = FIRST_STRETCH; day < last && from <= last; days *= 2) {
    const reach = daysAfter(from, days - 1);
    const to = reach < last ? reach : last;
    stretches.push({ from, to });
    from = daysAfter(to, 1);
  }
  return stretches;
}

const FIRST_STRETCH = 14;
