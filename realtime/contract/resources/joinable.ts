import { z } from 'zod';
import { QUEUE_STATUSES } from '../../../models/vocabulary.ts';
import { queueTexts } from './queues.ts';

/** What a kiosk or a public page offers: queues people may join here. */
export const joinable = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Of its service. */
  description: z.string().nullable(),
  texts: queueTexts,
  office_id: z.uuid(),
  status: z.enum(QUEUE_STATUSES),
  /** Why it pauses, and until when. */
  reason: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  full: z.boolean(),
  waiting: z.int(),
  wait: z.object({ p20: z.int(), p80: z.int() }).nullable(),
});
export type Joinable = z.infer<typeof joinable>;
