import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeUser as body, User } from '../../../realtime/contract/resources/users.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import { dropResetLinks } from '../auth/drop-reset-links.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { audit, changed } from '../log/audit.ts';
import { requireRoom } from '../plans/require-room.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { lockUser } from './lock-user.ts';
import { requireAnOwner } from './require-an-owner.ts';
import { requireNotAbove } from './require-not-above.ts';
import { requireNotOneself } from './require-not-oneself.ts';
import { told } from './told.ts';
import { requirePossibleScope, saveScope } from './user-scope.ts';

/**
 * A new password or a closed account ends the user's sessions, and the links to a new password.
 * @param passwordHash  of the new password, made beforehand; null: none was given
 * @throws Refusal `not_found`, `version_mismatch`, `not_permitted` for a role above one's own and for the own password,
 * `not_possible_now` for the last owner, `plan_limit`, `invalid_input` for a scope of an owner or administrator
 */
export async function changeUser(
  tx: Writing,
  {
    id,
    expected,
    name,
    role,
    active,
    office_ids,
    queue_ids,
  }: Omit<z.infer<typeof body>, 'password'> & { id: string; expected: number | null },
  passwordHash: string | null,
): Promise<User> {
  permit(tx.actor, 'user.change');
  const row = await lockUser(tx, id);
  const before = await userAnswer(tx, row);
  requireNotAbove(tx.actor, before.role);
  if (role !== undefined) requireNotAbove(tx.actor, role);
  if (passwordHash !== null) requireNotOneself(tx.actor, id, 'password');
  if (active === true && !before.active) await requireRoom(tx, 'users');
  const scope = { office_ids: office_ids ?? before.office_ids, queue_ids: queue_ids ?? before.queue_ids };
  const scopeGiven = office_ids !== undefined || queue_ids !== undefined;
  if (scopeGiven || role !== undefined) await requirePossibleScope(tx, role ?? before.role, scope, before);

  const changes = { name, role, active, password_hash: passwordHash ?? undefined };
  const revised = await revise(tx, tx.database.User, { id, expected }, changes, scopeGiven);
  if (scopeGiven) await saveScope(tx, id, scope);
  await requireAnOwner(tx);
  if (active === false || passwordHash !== null) {
    await endSessionsOf(tx, id);
    await dropResetLinks(tx, id);
  }
  const user = await userAnswer(tx, revised);
  const difference = changed(told(before), told(user));
  const after = passwordHash === null ? difference.after : { ...difference.after, password: 'new' };
  if (Object.keys(after).length > 0)
    await audit(tx, { action: 'user.changed', subjectId: id, before: difference.before, after });
  return user;
}
