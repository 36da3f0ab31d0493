import { z } from 'zod';
import { ROLES } from '../../../models/vocabulary.ts';
import { name, password, stamped } from './words.ts';

/** Whose work is limited: to the queues of these offices, and to these queues. Both empty: everywhere. */
const scope = { office_ids: z.array(z.uuid()).max(50).optional(), queue_ids: z.array(z.uuid()).max(200).optional() };

export const createUser = z.strictObject({ name, email: z.email().max(254), password, role: z.enum(ROLES), ...scope });
export const changeUser = z.strictObject({
  name: name.optional(),
  role: z.enum(ROLES).optional(),
  active: z.boolean().optional(),
  password: password.optional(),
  ...scope,
});
export const user = z.object({
  ...stamped,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  office_ids: z.array(z.uuid()),
  queue_ids: z.array(z.uuid()),
  otp: z.boolean(),
});
export type User = z.infer<typeof user>;
