import { z } from 'zod';
import { COUNTER_STATES } from '../../../models/vocabulary.ts';
import { name, stamped } from './words.ts';

export const createCounter = z.strictObject({ name, office_id: z.uuid() });
export const changeCounter = z.strictObject({ name: name.optional(), active: z.boolean().optional() });
export const counterSession = z.object({
  id: z.uuid(),
  state: z.enum(COUNTER_STATES),
  reason: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  user_id: z.uuid().nullable(),
  queue_ids: z.array(z.uuid()),
  started_at: z.iso.datetime(),
});
export const counter = z.object({
  ...stamped,
  name: z.string(),
  office_id: z.uuid(),
  session: counterSession.nullable(),
});
export type Counter = z.infer<typeof counter>;
