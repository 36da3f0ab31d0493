import { Refusal } from '../../../models/rules/refusal.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import type { LiveSupport } from '../identity/live-support.ts';
import { operatorAnswer } from '../support/operator-answer.ts';
import { userAnswer } from './user-answer.ts';

/** Whoever is signed in. @throws Refusal `unauthenticated` for a device, a patient or a passer-by */
export async function me(tx: Reading): Promise<User> {
  if (tx.actor.kind === 'operator') return operatorOf(tx, tx.actor.id);
  if (tx.actor.kind !== 'user') throw new Refusal('unauthenticated');
  return userAnswer(tx, await findRow(tx, tx.database.User, tx.actor.id));
}

async function operatorOf(tx: Reading, id: string): Promise<User> {
  const [support] = await tx.query<Omit<LiveSupport, 'ends_at'>>({
    name: 'own-support',
    text: 'SELECT id, operator, role, starts_at FROM support_access WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id],
  });
  if (!support) throw new Refusal('unauthenticated');
  return operatorAnswer(support);
}
