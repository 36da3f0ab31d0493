import { permit } from '../../../models/rules/permissions.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { dropOtp } from './drop-otp.ts';

/** Switches the own second factor off, after the password has been looked at. One that is not there is off already. */
export async function endOtp(tx: Writing): Promise<void> {
  permit(tx.actor, 'account.change');
  const userId = signedInUser(tx.actor);
  if (await dropOtp(tx, userId)) await audit(tx, { action: 'second_factor.switched_off', subjectId: userId });
}
