import type { ScheduleRow } from '../../../models/schedule.ts';
import { Refusal } from '../../../models/rules/refusal.ts';

/** Parts of a day end after they begin, and lie apart from each other. @throws Refusal `invalid_input` */
export function requireHours({
  effective_from,
  effective_until,
  hours,
}: Pick<ScheduleRow, 'effective_from' | 'effective_until' | 'hours'>): void {
  if (effective_until !== null && effective_until < effective_from)
    throw wrong('effective_until', 'must not be before the first day');
  for (const [index, part] of hours.entries()) {
    if (part.until <= part.from) throw wrong(`hours.${index}.until`, 'must be after the beginning');
    const other = hours.slice(0, index).find((one) => one.weekday === part.weekday && overlap(one, part));
    if (other) throw wrong(`hours.${index}`, `overlaps ${other.from} to ${other.until} of the same day`);
  }
}

function overlap(one: { from: string; until: string }, other: { from: string; until: string }): boolean {
  return one.from < other.until && other.from < one.until;
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: `body.${path}`, message }]);
}
