import { daysLater, localOf } from '../shared/calendar/local-time.ts';

/** Days of a calendar, `YYYY-MM-DD`, without a clock: what is reckoned with them is the same in every time zone. */
const DAY_MS = 86_400_000;

export function daysBetween(from: string, to: string): number {
  return Math.round((inUtc(to) - inUtc(from)) / DAY_MS);
}

/** The first day of the week that the day lies in; 1 is Monday. */
export function weekOf(day: string, firstWeekday: number): string {
  const weekday = new Date(inUtc(day)).getUTCDay() || 7;
  return daysLater(day, -((weekday - firstWeekday + 7) % 7));
}

/** The day that a calendar on a wall there shows. */
export function dayAt(moment: string | number, timeZone: string): string {
  return localOf(moment, timeZone).day;
}

/** `YYYY-MM-DDTHH:MM` on a clock on a wall there. */
export function localAt(moment: string, timeZone: string): string {
  const { day, minutes } = localOf(moment, timeZone);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${day}T${hour}:${minute}`;
}

/** For Intl with `timeZone: 'UTC'`, which then says the day itself. */
export function inUtc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
