import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { makeResetLink } from '../auth/make-reset-link.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockUser } from './lock-user.ts';
import { requireNotAbove } from './require-not-above.ts';
import { requireNotOneself } from './require-not-oneself.ts';

/**
 * A link to a new password for a colleague whose e-mail does not arrive.
 * @throws Refusal `not_found`, `not_permitted` for a role above one's own and for oneself, `not_possible_now` for a closed account
 */
export async function makeResetLinkFor(tx: Writing, { id }: { id: string }): Promise<{ email: string; token: string }> {
  permit(tx.actor, 'user.change');
  const { email, role, active } = await lockUser(tx, id);
  requireNotAbove(tx.actor, role);
  requireNotOneself(tx.actor, id, 'password');
  if (!active) throw new Refusal('not_possible_now', 'The account is closed.');
  const token = await makeResetLink(tx, id);
  await audit(tx, { action: 'password.reset_link_made', subjectId: id });
  return { email, token };
}
