import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/** @throws Refusal `in_use` */
export async function requireNoQueue(tx: Writing, providerId: string): Promise<void> {
  const queues = await tx.database.Queue.count({
    where: { organization_id: tx.actor.organizationId, provider_id: providerId, active: true },
    transaction: tx.transaction,
  });
  if (queues > 0) throw new Refusal('in_use', 'The provider still has a queue.');
}
