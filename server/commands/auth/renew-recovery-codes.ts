import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Keys } from '../../access/keys.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { lockOtp } from './lock-otp.ts';
import { takeCode } from './take-code.ts';

/** Ten new recovery codes for a code of the app or one of the old ones. @throws Refusal `wrong_otp`, `not_possible_now` without a second factor */
export async function renewRecoveryCodes(tx: Writing, keys: Keys, code: string): Promise<string[]> {
  permit(tx.actor, 'account.change');
  const otp = await lockOtp(tx, signedInUser(tx.actor));
  if (otp.otp_confirmed_at === null) throw new Refusal('not_possible_now');
  await takeCode(tx, keys, otp, code);
  await audit(tx, { action: 'recovery_codes.renewed', subjectId: otp.id });
  return giveRecoveryCodes(tx, keys, otp.id);
}
