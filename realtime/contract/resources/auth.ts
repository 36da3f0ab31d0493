import { z } from 'zod';
import { organization } from './organizations.ts';
import { user } from './users.ts';

export const login = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(128),
  otp: z.string().max(12).optional(),
});
export const refresh = z.strictObject({ refresh_token: z.string().max(400).optional() });
export const signIn = z.strictObject({ link_token: z.string().max(2000) });
export const tokens = z.object({ user, access_token: z.string(), refresh_token: z.string(), expires_in: z.int() });
export type Tokens = z.infer<typeof tokens>;
/** Whoever is signed in, and where. */
export const me = user.extend({ organization });
export const signedUp = z.object({
  organization,
  user,
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.int(),
});
