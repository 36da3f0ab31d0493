import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

export type CounterForCall = { id: string; name: string; open: boolean; busy: boolean };

/** The counter as a call needs it: whether it calls from this queue now, and whether somebody is there. null: no such counter. */
export async function counterFor(tx: Writing, counterId: string, queueId: string): Promise<CounterForCall | null> {
  const [row] = await tx.query<CounterForCall>({
    name: 'counter-for',
    text: `SELECT c.id, c.name,
             EXISTS (SELECT FROM counter_sessions s
                     JOIN counter_session_queues sq ON sq.organization_id = s.organization_id AND sq.session_id = s.id
                     WHERE s.organization_id = $1 AND s.counter_id = c.id AND s.ended_at IS NULL AND s.state = 'open' AND sq.queue_id = $3) AS open,
             EXISTS (SELECT FROM entries e
                     WHERE e.organization_id = $1 AND e.counter_id = c.id AND e.status IN ('called', 'serving')) AS busy
           FROM counters c WHERE c.organization_id = $1 AND c.id = $2 AND c.active`,
    values: [tx.actor.organizationId, counterId, queueId],
  });
  return row ?? null;
}

/** @throws Refusal `not_found`, `counter_not_open`, `counter_busy` */
export function requireFree(counter: CounterForCall | null): CounterForCall {
  if (counter === null) throw new Refusal('not_found');
  if (!counter.open) throw new Refusal('counter_not_open');
  if (counter.busy) throw new Refusal('counter_busy');
  return counter;
}
