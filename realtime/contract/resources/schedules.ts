import { z } from 'zod';
import { EXCEPTION_KINDS } from '../../../models/vocabulary.ts';
import { name, stamped } from './words.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as 09:30');
const clockOrMidnight = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day, as 17:30, or 24:00');

/** 1 is Monday. Several parts of a day are several of these; what lies between them is a break. */
export const weeklyHours = z.strictObject({
  weekday: z.int().min(1).max(7),
  from: clock,
  until: clockOrMidnight,
});

const schedulePart = {
  effective_until: z.iso
    .date()
    .nullable()
    .optional()
    .meta({ description: 'The last day, in the office; null: for good.' }),
};
export const createSchedule = z.strictObject({
  provider_id: z.uuid(),
  office_id: z.uuid(),
  effective_from: z.iso.date().meta({ description: 'The first day, in the office.' }),
  ...schedulePart,
  hours: z.array(weeklyHours).min(1).max(70),
});
export const changeSchedule = z.strictObject({
  effective_from: z.iso.date().optional(),
  ...schedulePart,
  hours: z.array(weeklyHours).min(1).max(70).optional(),
});
export const schedule = z.object({
  ...stamped,
  provider_id: z.uuid(),
  office_id: z.uuid(),
  effective_from: z.iso.date(),
  effective_until: z.iso.date().nullable(),
  hours: z.array(z.object({ weekday: z.int(), from: z.string(), until: z.string() })),
});
export type Schedule = z.infer<typeof schedule>;

/** A holiday names an office, leave a provider; hours besides the regular ones name both and a time. */
export const createScheduleException = z.strictObject({
  name,
  kind: z.enum(EXCEPTION_KINDS),
  provider_id: z.uuid().nullable().optional(),
  office_id: z.uuid().nullable().optional(),
  from_on: z.iso.date(),
  until_on: z.iso.date(),
  from_time: clock.nullable().optional().meta({ description: 'On each of the days; null: the whole day.' }),
  until_time: clockOrMidnight.nullable().optional(),
});
export const changeScheduleException = createScheduleException.omit({ kind: true }).partial();
export const scheduleException = z.object({
  ...stamped,
  name: z.string(),
  kind: z.enum(EXCEPTION_KINDS),
  provider_id: z.uuid().nullable(),
  office_id: z.uuid().nullable(),
  from_on: z.iso.date(),
  until_on: z.iso.date(),
  from_time: z.string().nullable(),
  until_time: z.string().nullable(),
});
export type ScheduleException = z.infer<typeof scheduleException>;

/** Why an event of a calendar closes nothing. */
export const HOLIDAY_SKIPS = [
  'cancelled',
  'timed',
  'unnamed',
  'too_long',
  'not_ahead',
  'too_often',
  'unreadable',
] as const;

/** What became of a calendar's days. */
export const importedHolidays = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Events that close nothing: no whole days, nothing within two years, or too much. */
  skipped: z.array(z.object({ name: z.string(), reason: z.enum(HOLIDAY_SKIPS) })),
});
export type ImportedHolidays = z.infer<typeof importedHolidays>;
