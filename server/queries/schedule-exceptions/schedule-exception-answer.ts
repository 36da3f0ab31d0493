import type { ScheduleExceptionRow } from '../../../models/schedule.ts';
import type { ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import { stampsOf } from '../stamps.ts';

export function scheduleExceptionAnswer(row: ScheduleExceptionRow): ScheduleException {
  const { name, kind, provider_id, office_id, from_on, until_on, from_time, until_time } = row;
  return { ...stampsOf(row), name, kind, provider_id, office_id, from_on, until_on, from_time, until_time };
}
