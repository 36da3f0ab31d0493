import { z } from 'zod';
import { QUEUE_STATUSES } from '../../../models/vocabulary.ts';

/** What a kiosk or a public page offers: queues people may join here. */
export const joinable = z.object({
  id: z.uuid(),
  name: z.string(),
  office_id: z.uuid(),
  status: z.enum(QUEUE_STATUSES),
  waiting: z.int(),
  wait: z.object({ p20: z.int(), p80: z.int() }).nullable(),
});
export type Joinable = z.infer<typeof joinable>;
