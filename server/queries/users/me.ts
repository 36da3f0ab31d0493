import { Refusal } from '../../../models/rules/refusal.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { userAnswer } from './user-answer.ts';

/** Whoever is signed in. @throws Refusal `unauthenticated` for a device, a patient or a passer-by */
export async function me(tx: Reading): Promise<User> {
  if (tx.actor.kind !== 'user') throw new Refusal('unauthenticated');
  return userAnswer(tx, await findRow(tx, tx.database.User, tx.actor.id));
}
