import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { createUser as body, User } from '../../../realtime/contract/resources/users.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import { requireRoom } from '../plans/require-room.ts';
import type { Writing } from '../transact.ts';
import { requireNotAbove } from './require-not-above.ts';

/**
 * @param passwordHash  made beforehand: hashing takes longer than a transaction should
 * @throws Refusal `already_taken` for an address that has an account, `not_permitted` for a role above one's own, `plan_limit`
 */
export async function createUser(
  tx: Writing,
  { name, email, role }: Pick<z.infer<typeof body>, 'name' | 'email' | 'role'>,
  passwordHash: string,
): Promise<User> {
  permit(tx.actor, 'user.change');
  requireNotAbove(tx.actor, role);
  await requireRoom(tx, 'users');
  const row = await tx.database.User.create(
    {
      organization_id: tx.actor.organizationId,
      id: uuidv7(),
      name,
      email: email.toLowerCase(),
      role,
      password_hash: passwordHash,
    },
    { transaction: tx.transaction },
  );
  return userAnswer(row);
}
