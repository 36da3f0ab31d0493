import { permit } from '../../../models/rules/permissions.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { userAnswer } from './user-answer.ts';

/** @throws Refusal `not_found` */
export async function user(tx: Reading, id: string): Promise<User> {
  permit(tx.actor, 'user.read');
  return userAnswer(tx, await findRow(tx, tx.database.User, id));
}
