import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';
import { mayWatch, ownEntryOf, WATCHABLE, type Watchable } from './may-watch.ts';

/**
 * Where a queue's history stands: enough to tell somebody who knows its last epoch and version that nothing has happened since.
 * @throws Refusal `not_found`, also for a queue that this actor may not watch
 */
export async function boardHead(tx: Reading, queueId: string): Promise<{ epoch: string; version: number }> {
  permit(tx.actor, 'queue.watch');
  const [head] = await tx.query<Watchable & { epoch: string; version: number }>({
    name: 'board-head-alone',
    text: `SELECT ${WATCHABLE}, q.epoch, q.version FROM queues q WHERE q.organization_id = $1 AND q.id = $2 AND q.active`,
    values: [tx.actor.organizationId, queueId, ownEntryOf(tx.actor)],
  });
  if (!head || !mayWatch(tx.actor, head)) throw new Refusal('not_found');
  return { epoch: head.epoch, version: head.version };
}
