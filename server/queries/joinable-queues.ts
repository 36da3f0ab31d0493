import { permit, queueScopeOf } from '../../models/rules/permissions.ts';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import type { Reading } from './snapshot.ts';

export type JoinableQueue = Omit<Joinable, 'wait'>;

/** The queues that may be joined here: a kiosk's and limited staff's own, those open to everybody for a passer-by, all for other staff. */
export async function joinableQueues(tx: Reading): Promise<JoinableQueue[]> {
  permit(tx.actor, 'entry.join');
  const { actor } = tx;
  const own = queueScopeOf(actor);
  return tx.query<JoinableQueue>({
    name: 'joinable-queues',
    text: `SELECT q.id, q.name, q.office_id, q.status,
             (SELECT count(*) FROM entries e WHERE e.organization_id = q.organization_id AND e.queue_id = q.id AND e.status = 'waiting') AS waiting
           FROM queues q
           WHERE q.organization_id = $1 AND q.active AND ($2::uuid[] IS NULL OR q.id = ANY ($2)) AND (q.public_join OR NOT $3)
           ORDER BY q.name, q.id`,
    values: [actor.organizationId, own === 'all' ? null : own, actor.kind === 'public'],
  });
}
