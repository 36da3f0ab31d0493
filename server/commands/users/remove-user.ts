import { permit } from '../../../models/rules/permissions.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { audit } from '../log/audit.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { lockUser } from './lock-user.ts';
import { requireAnOwner } from './require-an-owner.ts';
import { requireNotAbove } from './require-not-above.ts';

/** Closes the account: what the user did stays signed. @throws Refusal `not_found`, `not_permitted`, `not_possible_now` for the last owner */
export async function removeUser(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'user.change');
  const { name, role, active } = await lockUser(tx, id);
  requireNotAbove(tx.actor, role);
  if (!active) return;
  await revise(tx, tx.database.User, { id, expected: null }, { active: false });
  await requireAnOwner(tx);
  await endSessionsOf(tx, id);
  await audit(tx, { action: 'user.removed', subjectId: id, before: { name, role, active }, after: { active: false } });
}
