import { permit } from '../../../models/rules/permissions.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** Switches the own second factor off, after the password has been looked at. One that is not there is off already. */
export async function endOtp(tx: Writing): Promise<void> {
  permit(tx.actor, 'account.change');
  const userId = signedInUser(tx.actor);
  const values = [tx.actor.organizationId, userId];
  const [ended] = await tx.query({
    name: 'end-otp',
    text: `UPDATE users SET otp_secret = NULL, otp_confirmed_at = NULL, otp_last_step = NULL
           WHERE organization_id = $1 AND id = $2 AND otp_secret IS NOT NULL RETURNING id`,
    values,
  });
  if (!ended) return;
  await tx.query({
    name: 'end-recovery-codes',
    text: 'DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2',
    values,
  });
  await audit(tx, { action: 'second_factor.switched_off', subjectId: userId });
}
