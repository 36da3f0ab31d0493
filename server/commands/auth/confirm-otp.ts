import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Keys } from '../../access/keys.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { lockOtp } from './lock-otp.ts';
import { takeAppCode } from './take-code.ts';

/**
 * Switches the own second factor on: the app has shown a code of it. Answers the recovery codes, which nobody can read again.
 * @throws Refusal `wrong_otp`, `not_possible_now` where none was set up or one is on
 */
export async function confirmOtp(tx: Writing, keys: Keys, code: string): Promise<string[]> {
  permit(tx.actor, 'account.change');
  const otp = await lockOtp(tx, signedInUser(tx.actor));
  if (otp.otp_secret === null || otp.otp_confirmed_at !== null) throw new Refusal('not_possible_now');
  if (!(await takeAppCode(tx, keys, otp, code))) throw new Refusal('wrong_otp');
  await tx.query({
    name: 'confirm-otp',
    text: 'UPDATE users SET otp_confirmed_at = $3 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, otp.id, tx.now],
  });
  await audit(tx, { action: 'second_factor.switched_on', subjectId: otp.id });
  return giveRecoveryCodes(tx, keys, otp.id);
}
