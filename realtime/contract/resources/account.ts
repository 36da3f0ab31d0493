import { z } from 'zod';
import { password } from './words.ts';

/** The own account: password, second factor, sign-ins. */
export const changePassword = z.strictObject({ current_password: z.string().min(1).max(128), password });

/** Always answered alike, whether or not there is such an account. */
export const askForReset = z.strictObject({ email: z.email().max(254) });
export const resetPassword = z.strictObject({ reset_token: z.string().max(300), password });
/** For somebody whose e-mail does not arrive: an administrator hands the link over. */
export const resetLink = z.object({ link: z.string(), mailed: z.boolean(), expires_in: z.int() });

/** A second factor that is not yet switched on: `uri` is what the QR code says, `secret` what is typed by hand. */
export const otpSetup = z.object({ secret: z.string(), uri: z.string() });
export const confirmOtp = z.strictObject({ otp: z.string().trim().min(6).max(12) });
/** Shown once. */
export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) });
export const endOtp = z.strictObject({ password: z.string().min(1).max(128) });

export const signedInAt = z.object({
  id: z.uuid(),
  began_at: z.iso.datetime(),
  last_used_at: z.iso.datetime(),
  address: z.string().nullable(),
  /** What the browser calls itself. */
  user_agent: z.string().nullable(),
  current: z.boolean(),
});
export type SignedInAt = z.infer<typeof signedInAt>;
export const account = z.object({ otp: z.boolean(), otp_demanded: z.boolean(), recovery_codes_left: z.int() });
