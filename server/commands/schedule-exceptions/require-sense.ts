import type { ScheduleExceptionRow } from '../../../models/schedule.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { requireWorksAt } from '../schedules/require-works-at.ts';
import type { Writing } from '../transact.ts';

type Days = Pick<
  ScheduleExceptionRow,
  'kind' | 'provider_id' | 'office_id' | 'from_on' | 'until_on' | 'from_time' | 'until_time'
>;

/**
 * A day that differs differs for somebody or somewhere; who works besides the regular hours works at one place from when to when.
 * @throws Refusal `invalid_input`
 */
export async function requireSense(tx: Writing, days: Days): Promise<void> {
  const { kind, provider_id, office_id, from_on, until_on, from_time, until_time } = days;
  if (until_on < from_on) throw wrong('until_on', 'must not be before the first day');
  if (provider_id === null && office_id === null) throw wrong('office_id', 'name an office, a provider, or both');
  if ((from_time === null) !== (until_time === null))
    throw wrong(from_time === null ? 'from_time' : 'until_time', 'beginning and end belong together');
  if (from_time !== null && until_time !== null && until_time <= from_time)
    throw wrong('until_time', 'must be after the beginning');
  if (kind === 'closed') return;
  if (provider_id === null) throw wrong('provider_id', 'name who works then');
  if (office_id === null) throw wrong('office_id', 'name where the provider works then');
  if (from_time === null) throw wrong('from_time', 'say from when to when');
  await requireWorksAt(tx, { provider_id, office_id });
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: `body.${path}`, message }]);
}
