import { permit, queueScopeOf } from '../../models/rules/permissions.ts';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import type { Reading } from './snapshot.ts';

export type JoinableQueue = Omit<Joinable, 'wait'>;

/** The queues that may be joined here: a kiosk's and limited staff's own, those open to everybody for a passer-by, all for other staff. */
export async function joinableQueues(tx: Reading): Promise<JoinableQueue[]> {
  permit(tx.actor, 'entry.join');
  const { actor } = tx;
  const own = queueScopeOf(actor);
  const rows = await tx.query<Omit<JoinableQueue, 'until'> & { until: Date | null }>({
    name: 'joinable-queues',
    text: `SELECT q.id, q.name, s.description, q.texts, q.office_id, q.status, q.status_reason AS reason, q.status_until AS until,
             now_waiting.count AS waiting, coalesce(now_waiting.count >= q.capacity, false) AS full
           FROM queues q
           LEFT JOIN services s ON s.organization_id = q.organization_id AND s.id = q.service_id AND s.active
           CROSS JOIN LATERAL (SELECT count(*) FROM entries e
             WHERE e.organization_id = q.organization_id AND e.queue_id = q.id AND e.status = 'waiting') now_waiting
           WHERE q.organization_id = $1 AND q.active AND ($2::uuid[] IS NULL OR q.id = ANY ($2)) AND (q.public_join OR NOT $3)
           ORDER BY q.name, q.id`,
    values: [actor.organizationId, own === 'all' ? null : own, actor.kind === 'public'],
  });
  return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null }));
}
