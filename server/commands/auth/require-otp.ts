import { Refusal } from '../../../models/rules/refusal.ts';
import type { Keys } from '../../access/keys.ts';
import type { Writing } from '../transact.ts';
import { lockOtp } from './lock-otp.ts';
import { takeCode } from './take-code.ts';

/**
 * The second half of signing in with a password, for those who have a second factor.
 * @param code  of the app, or a recovery code; null: none was given
 * @throws Refusal `otp_required`, `wrong_otp`
 */
export async function requireOtp(tx: Writing, keys: Keys, userId: string, code: string | null): Promise<void> {
  const otp = await lockOtp(tx, userId);
  if (otp.otp_confirmed_at === null) return;
  if (code === null) throw new Refusal('otp_required');
  await takeCode(tx, keys, otp, code);
}
