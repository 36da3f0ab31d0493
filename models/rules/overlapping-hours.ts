import { daysAfter, daysFrom } from './slots.ts';
import { calendarOf } from './wall-clock.ts';
import { workingDay, type RegularHours, type Span } from './working-hours.ts';

export type HoursSomewhere = RegularHours & { time_zone: string };

/**
 * The first day on which somebody would have to be in two places at once, as `YYYY-MM-DD` at the first one; null: never. Between
 * two time zones hours are held against each other as moments, through a whole year with all its changes of clocks.
 */
export function firstOverlap(one: HoursSomewhere, other: HoursSomewhere): string | null {
  const isNear = one.time_zone === other.time_zone;
  const from = one.effective_from > other.effective_from ? one.effective_from : other.effective_from;
  const ends = [one.effective_until, other.effective_until].filter((day) => day !== null);
  const [to = from] = [...ends, daysAfter(from, isNear ? A_WEEK : A_YEAR)].toSorted();
  if (isNear) return daysFrom(from, to).find((day) => overlap(spansOn(day, one), spansOn(day, other))) ?? null;
  const here = calendarOf(one.time_zone);
  const there = calendarOf(other.time_zone);
  const moments = (day: string, hours: RegularHours, calendar: typeof here) =>
    spansOn(day, hours).map((span) => ({ from: calendar(day).edge(span.from), until: calendar(day).edge(span.until) }));
  // The same moment is a day earlier or later elsewhere.
  const clashes = (day: string) =>
    overlap(
      moments(day, one, here),
      daysFrom(daysAfter(day, -1), daysAfter(day, 1)).flatMap((near) => moments(near, other, there)),
    );
  return daysFrom(daysAfter(from, -1), daysAfter(to, 1)).find(clashes) ?? null;
}

const A_WEEK = 6;
const A_YEAR = 370;

function spansOn(day: string, hours: RegularHours): readonly Span[] {
  return workingDay(day, { schedules: [hours], exceptions: [] }).open;
}

function overlap(some: readonly Span[], others: readonly Span[]): boolean {
  return some.some((one) => others.some((other) => one.from < other.until && other.from < one.until));
}
