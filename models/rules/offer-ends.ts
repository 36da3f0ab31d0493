import { daysAfter } from './slots.ts';
import { minutesOf } from './working-hours.ts';
import { calendarOf, localTime } from './wall-clock.ts';

/**
 * Until when a time is kept for whoever it is offered to: so many minutes, of which those of the night do not count. Whoever sleeps
 * cannot answer. Never until later than it has to be known, unless those minutes alone last longer.
 * @param offer  minutes to answer
 * @param notice  minutes before the start until which it can be booked
 */
export function offerEndsAt(
  startsAt: Date,
  { offer, notice, timeZone, at }: { offer: number; notice: number; timeZone: string; at: Date },
): Date {
  const awake = nightEnds(at, timeZone) ?? at.getTime();
  const latest = startsAt.getTime() - notice * MINUTE;
  const [ordinary, kept] = [at.getTime() + offer * MINUTE, awake + offer * MINUTE];
  return new Date(Math.max(ordinary, Math.min(kept, latest)));
}

const MINUTE = 60_000;
/** On the clock of the office. */
const [EVENING, MORNING] = ['21:00', '08:00'];

/** Null by day. */
function nightEnds(at: Date, timeZone: string): number | null {
  const [day = '', clock = ''] = localTime(at, timeZone).split('T');
  if (MORNING <= clock && clock < EVENING) return null;
  const nextDay = clock < MORNING ? day : daysAfter(day, 1);
  return calendarOf(timeZone)(nextDay).edge(minutesOf(MORNING));
}
