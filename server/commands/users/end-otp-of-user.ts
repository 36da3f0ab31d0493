import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { dropOtp } from '../auth/drop-otp.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockUser } from './lock-user.ts';
import { requireNotAbove } from './require-not-above.ts';

/**
 * For somebody whose telephone and recovery codes are lost: the password alone lets in again, and whoever is signed in by the lost
 * factor is not any more. The own one ends in the own account, which takes the password: somebody else may sit at this screen.
 * @throws Refusal `not_found`, `not_permitted` for a role above one's own, and for oneself
 */
export async function endOtpOfUser(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'user.change');
  const { role } = await lockUser(tx, id);
  requireNotAbove(tx.actor, role);
  if (id === tx.actor.id)
    throw new Refusal('not_permitted', 'The own second factor is switched off in the own account.');
  if (!(await dropOtp(tx, id))) return;
  await endSessionsOf(tx, id);
  await audit(tx, { action: 'second_factor.removed', subjectId: id });
}
