import { permit } from '../../../models/rules/permissions.ts';
import { dropOtp } from '../auth/drop-otp.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockUser } from './lock-user.ts';
import { requireNotAbove } from './require-not-above.ts';
import { requireNotOneself } from './require-not-oneself.ts';

/**
 * For somebody whose telephone and recovery codes are lost: the password alone lets in again, and whoever is signed in by the lost
 * factor is not any more.
 * @throws Refusal `not_found`, `not_permitted` for a role above one's own, and for oneself
 */
export async function endOtpOfUser(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'user.change');
  const { role } = await lockUser(tx, id);
  requireNotAbove(tx.actor, role);
  requireNotOneself(tx.actor, id, 'second factor');
  if (!(await dropOtp(tx, id))) return;
  await endSessionsOf(tx, id);
  await audit(tx, { action: 'second_factor.removed', subjectId: id });
}
