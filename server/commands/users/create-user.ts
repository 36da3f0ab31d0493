import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { createUser as body, User } from '../../../realtime/contract/resources/users.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { makeUser } from './make-user.ts';
import { requireNotAbove } from './require-not-above.ts';
import { told } from './told.ts';
import { requirePossibleScope } from './user-scope.ts';

/**
 * @param passwordHash  made beforehand: hashing takes longer than a transaction should
 * @throws Refusal `already_taken` for an address that has an account, `not_permitted` for a role above one's own, `plan_limit`,
 * `invalid_input` for a scope of an owner or administrator, `not_found` for an office or queue
 */
export async function createUser(
  tx: Writing,
  { name, email, role, office_ids = [], queue_ids = [] }: Omit<z.infer<typeof body>, 'password'>,
  passwordHash: string,
): Promise<User> {
  permit(tx.actor, 'user.change');
  requireNotAbove(tx.actor, role);
  await requirePossibleScope(tx, role, { office_ids, queue_ids });
  const row = await makeUser(tx, { name, email, role, office_ids, queue_ids, passwordHash });
  const user = await userAnswer(tx, row);
  await audit(tx, { action: 'user.created', subjectId: user.id, after: told(user) });
  return user;
}
