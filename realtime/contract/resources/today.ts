import { z } from 'zod';

/** What happened today, in each office's own day. Whoever was cancelled is in none of it: a test, a mistake. */
export const dayFigures = z.object({
  joined: z.int(),
  served: z.int(),
  no_shows: z.int(),
  left: z.int(),
  /** Minutes from joining to the first call: half were called within, and nine of ten. Null where nobody was called. */
  wait_p50: z.number().nullable(),
  wait_p90: z.number().nullable(),
});
export type DayFigures = z.infer<typeof dayFigures>;
export const today = z.object({
  all: dayFigures,
  queues: z.array(dayFigures.extend({ queue_id: z.uuid() })),
});
export type TodayFigures = z.infer<typeof today>;
