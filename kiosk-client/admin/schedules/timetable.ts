import type { Schedule, ScheduleException } from '../../../realtime/contract/resources/schedules.ts';

/** Everybody's hours, and the days that differ from them. */
export type Timetable = { schedules: readonly Schedule[]; exceptions: readonly ScheduleException[] };
