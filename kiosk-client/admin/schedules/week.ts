import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';

/** Weekly hours while they are edited: by weekday from Monday, each with its parts in the order in which they were typed. */
export type Part = { from: string; until: string };
export type Week = readonly (readonly Part[])[];
export type Wrong = 'backwards' | 'overlapping';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const FIRST_PART: Part = { from: '09:00', until: '17:00' };
const LONGEST_BREAK_MINUTES = 60;

export function weekOf(hours: Schedule['hours']): Week {
  return WEEKDAYS.map((day) =>
    hours
      .filter(({ weekday }) => weekday === day)
      .map(({ from, until }) => ({ from, until }))
      .sort(byBegin),
  );
}

export function hoursOf(week: Week): Schedule['hours'] {
  return week.reduce<Schedule['hours']>(
    (all, parts, index) => all.concat([...parts].sort(byBegin).map((part) => ({ weekday: index + 1, ...part }))),
    [],
  );
}

export function withDay(week: Week, weekday: number, parts: readonly Part[]): Week {
  return week.map((day, index) => (index === weekday - 1 ? parts : day));
}

export function copied(week: Week, from: number, to: readonly number[]): Week {
  const parts = week[from - 1] ?? [];
  return week.map((day, index) => (to.includes(index + 1) ? parts : day));
}

/** One more part of a day: after a break, for as long as is usual, or the first one. */
export function nextPart(parts: readonly Part[]): Part {
  const last = [...parts].sort(byBegin).pop();
  if (!last || minutesOf(last.until) >= 24 * 60) return FIRST_PART;
  const from = Math.min(minutesOf(last.until) + LONGEST_BREAK_MINUTES, 23 * 60);
  return { from: clockOf(from), until: clockOf(Math.min(from + 4 * 60, 24 * 60)) };
}

export function wrongIn(parts: readonly Part[]): Wrong | null {
  // A field of the browser that is being cleared holds nothing.
  if (parts.some(({ from, until }) => from === '' || until === '' || from >= until)) return 'backwards';
  const inOrder = [...parts].sort(byBegin);
  return inOrder.some(({ from }, index) => index > 0 && from < (inOrder[index - 1]?.until ?? ''))
    ? 'overlapping'
    : null;
}

export function minutesIn(week: Week): number {
  return week.reduce(
    (sum, parts) => sum + parts.reduce((day, { from, until }) => day + minutesOf(until) - minutesOf(from), 0),
    0,
  );
}

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function byBegin(one: Part, other: Part): number {
  return one.from < other.from ? -1 : Number(one.from > other.from);
}
