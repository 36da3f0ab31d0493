import { z } from 'zod';
import { ROLES } from '../../../models/vocabulary.ts';
import { name, password, scope, stamped } from './words.ts';

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
