import type { ScheduleRow } from '../../../models/schedule.ts';
import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';
import { stampsOf } from '../stamps.ts';

export function scheduleAnswer(row: ScheduleRow): Schedule {
  const { provider_id, office_id, effective_from, effective_until, hours } = row;
  return { ...stampsOf(row), provider_id, office_id, effective_from, effective_until, hours };
}
