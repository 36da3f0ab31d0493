import { z } from 'zod';
import { FEATURES, PLAN_LIMITS, PLAN_TYPES } from '../../../models/vocabulary.ts';

export const usedLimit = z.object({
  limit: z.enum(PLAN_LIMITS),
  used: z.number(),
  /** null: unlimited. */
  most: z.number().nullable(),
  /** From 80 % on. */
  warning: z.boolean(),
});
/** What is counted for one day of the organization's own time zone. */
export const usedDay = z.object({
  on_day: z.iso.date(),
  api_calls: z.int(),
  entries: z.int(),
  calls: z.int(),
  sockets_peak: z.int(),
});
export const usage = z.object({
  plan_type: z.enum(PLAN_TYPES),
  trial_ends_at: z.iso.datetime().nullable(),
  features: z.record(z.enum(FEATURES), z.boolean()),
  limits: z.array(usedLimit),
  days: z.array(usedDay),
});
export type Usage = z.infer<typeof usage>;
