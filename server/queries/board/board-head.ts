import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

/**
 * Where a queue's history stands: enough to tell somebody who knows its last epoch and version that nothing has happened since.
 * @throws Refusal `not_found`
 */
export async function boardHead(tx: Reading, queueId: string): Promise<{ epoch: string; version: number }> {
  permit(tx.actor, 'queue.watch');
  const [head] = await tx.query<{ epoch: string; version: number }>({
    name: 'board-head-alone',
    text: 'SELECT epoch, version FROM queues WHERE organization_id = $1 AND id = $2 AND active',
    values: [tx.actor.organizationId, queueId],
  });
  if (!head) throw new Refusal('not_found');
  return head;
}
