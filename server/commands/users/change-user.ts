import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeUser as body, User } from '../../../realtime/contract/resources/users.ts';
import { findRow } from '../../queries/find-row.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { requireRoomToReturn } from '../plans/require-room-to-return.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireAnOwner } from './require-an-owner.ts';
import { requireNotAbove } from './require-not-above.ts';

/**
 * A new password or a closed account ends the user's sessions.
 * @param passwordHash  of the new password, made beforehand; null: none was given
 * @throws Refusal `not_found`, `version_mismatch`, `not_permitted` for a role above one's own, `not_possible_now` for the last owner,
 * `plan_limit`
 */
export async function changeUser(
  tx: Writing,
  {
    id,
    expected,
    name,
    role,
    active,
  }: Omit<z.infer<typeof body>, 'password'> & { id: string; expected: number | null },
  passwordHash: string | null,
): Promise<User> {
  permit(tx.actor, 'user.change');
  if (active === true) await requireRoomToReturn(tx, tx.database.User, id, 'users');
  const before = await findRow(tx, tx.database.User, id);
  requireNotAbove(tx.actor, before.role);
  if (role !== undefined) requireNotAbove(tx.actor, role);
  const changes = { name, role, active, password_hash: passwordHash ?? undefined };
  const row = await revise(tx, tx.database.User, { id, expected }, changes);
  await requireAnOwner(tx);
  if (active === false || passwordHash !== null) await endSessionsOf(tx, id);
  return userAnswer(row);
}
