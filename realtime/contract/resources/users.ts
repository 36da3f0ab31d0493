import { z } from 'zod';
import { ROLES } from '../../../models/vocabulary.ts';
import { name, password, stamped } from './words.ts';

export const createUser = z.strictObject({ name, email: z.email().max(254), password, role: z.enum(ROLES) });
export const changeUser = z.strictObject({
  name: name.optional(),
  role: z.enum(ROLES).optional(),
  active: z.boolean().optional(),
  password: password.optional(),
});
export const user = z.object({ ...stamped, name: z.string(), email: z.string(), role: z.enum(ROLES) });
export type User = z.infer<typeof user>;
