import type { Reading } from '../snapshot.ts';
import type { CounterOfQueue } from './views.ts';

/** The counters that have this queue in their open session, by name. */
export function countersOfQueue(tx: Reading, queueId: string): Promise<CounterOfQueue[]> {
  return tx.query<CounterOfQueue>({
    name: 'counters-of-queue',
    text: `SELECT c.id, c.name, s.state, s.reason, s.until, s.user_id
           FROM counter_session_queues sq
           JOIN counter_sessions s ON s.organization_id = sq.organization_id AND s.id = sq.session_id AND s.ended_at IS NULL
           JOIN counters c ON c.organization_id = s.organization_id AND c.id = s.counter_id
           WHERE sq.organization_id = $1 AND sq.queue_id = $2 ORDER BY c.name, c.id`,
    values: [tx.actor.organizationId, queueId],
  });
}
