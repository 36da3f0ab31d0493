import { Refusal } from '../../../models/rules/refusal.ts';
import type { Keys } from '../../access/keys.ts';
import { openOtpSecret, recoveryCodeHash, stepOfCode } from '../../access/second-factor.ts';
import type { Writing } from '../transact.ts';
import type { Otp } from './lock-otp.ts';

/** Uses up a code of the app, or a recovery code. None is taken twice. @throws Refusal `wrong_otp` */
export async function takeCode(tx: Writing, keys: Keys, otp: Otp, code: string): Promise<void> {
  if (await takeAppCode(tx, keys, otp, code)) return;
  const [used] = await tx.query({
    name: 'use-recovery-code',
    text: `UPDATE recovery_codes SET used_at = now()
           WHERE organization_id = $1 AND user_id = $2 AND code_hash = $3 AND used_at IS NULL RETURNING code_hash`,
    values: [tx.actor.organizationId, otp.id, recoveryCodeHash(keys, tx.actor.organizationId, code)],
  });
  if (!used) throw new Refusal('wrong_otp');
}

/** Whether it was a code of the app, which is used up now. */
export async function takeAppCode(tx: Writing, keys: Keys, otp: Otp, code: string): Promise<boolean> {
  if (otp.otp_secret === null) return false;
  const { organizationId } = tx.actor;
  const secret = openOtpSecret(keys, organizationId, otp.id, otp.otp_secret);
  const step = stepOfCode(secret, code, { now: tx.now, after: otp.otp_last_step });
  if (step === null) return false;
  await tx.query({
    name: 'use-otp-step',
    text: 'UPDATE users SET otp_last_step = $3 WHERE organization_id = $1 AND id = $2',
    values: [organizationId, otp.id, step],
  });
  return true;
}
