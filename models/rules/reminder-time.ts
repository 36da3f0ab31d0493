import { calendarOf, localTime } from './wall-clock.ts';
import { minutesOf } from './working-hours.ts';

const DAY = 1440;

/**
 * When somebody is reminded of a time. Whole days count on the clock of the place: a day before nine is nine, also where the clocks
 * have changed in between; what is left over counts as it passes.
 * @param minutes  before the start
 */
export function reminderTime(startsAt: Date, minutes: number, timeZone: string): Date {
  const [day = '', clock = ''] = localTime(startsAt, timeZone).split('T');
  const days = Math.floor(minutes / DAY);
  if (days === 0) return new Date(startsAt.getTime() - minutes * 60_000);
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY * 60_000).toISOString().slice(0, 10);
  const onTheClock = calendarOf(timeZone)(before).edge(minutesOf(clock));
  return new Date(onTheClock - (minutes % DAY) * 60_000);
}
