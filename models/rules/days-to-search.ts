import { localDay } from './local-day.ts';
import { daysAfter } from './slots.ts';

/** Local days, both included; none where the first is after the last. */
export type Days = { from: string; to: string };

/**
 * Of the days that somebody asks for, those on which a time can be free at all, wherever the office is: not what is long over, and
 * not what lies further ahead than anybody plans.
 */
export function daysToCome({ from, to }: Days, now: Date): Days {
  const over = daysAfter(localDay(now, 'UTC'), -2);
  const latest = daysAfter(over, FURTHEST);
  if (to <= over) return { from: daysAfter(over, 1), to: over };
  return { from: from > over ? from : daysAfter(over, 1), to: to < latest ? to : latest };
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

/** Days; ten years. */
const FURTHEST = 3_653;
const FIRST_STRETCH = 14;
