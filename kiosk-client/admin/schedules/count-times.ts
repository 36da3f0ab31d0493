import { weekdayOf, workingDay, type HoursException } from '../../../models/rules/working-hours.ts';
import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { daysLater } from '../../shared/calendar/local-time.ts';

/** How many starts the hours have in the seven days from `monday` on, before anybody is booked. */
export function countTimes(
  { duration_minutes: lasts, booking }: Pick<Service, 'duration_minutes' | 'booking'>,
  hours: Pick<Schedule, 'effective_from' | 'effective_until' | 'hours'>,
  exceptions: readonly HoursException[],
  monday: string,
): number {
  const step = booking.grid ?? lasts + booking.buffer_before + booking.buffer_after;
  let count = 0;
  for (let later = 0; later < 7; later++) {
    const { parts, open } = workingDay(daysLater(monday, later), { schedules: [hours], exceptions });
    const starts = new Set<number>();
    for (const { from, until } of parts) for (let at = from; at < until; at += step) starts.add(at);
    starts.forEach((at) => {
      if (open.some(({ from, until }) => from <= at && at + lasts <= until)) count++;
    });
  }
  return count;
}

/** The Monday after this day. */
export function nextMonday(day: string): string {
  return daysLater(day, 8 - weekdayOf(day));
}
