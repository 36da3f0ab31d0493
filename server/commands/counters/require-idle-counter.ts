import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/**
 * Holds the counter's row, as whoever opens it does, and makes sure that no board speaks of it.
 * @throws Refusal `in_use` while it is open, `counter_busy` while somebody was sent to it, `not_found`
 */
export async function requireIdleCounter(tx: Writing, counterId: string): Promise<void> {
  const values = [tx.actor.organizationId, counterId];
  const [counter] = await tx.query({
    name: 'hold-counter',
    text: 'SELECT id FROM counters WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
    values,
  });
  if (!counter) throw new Refusal('not_found');
  const [used] = await tx.query<{ open: boolean; busy: boolean }>({
    name: 'counter-in-use',
    text: `SELECT EXISTS (SELECT FROM counter_sessions WHERE organization_id = $1 AND counter_id = $2 AND ended_at IS NULL) AS open,
                  EXISTS (SELECT FROM entries WHERE organization_id = $1 AND counter_id = $2 AND closed_at IS NULL) AS busy`,
    values,
  });
  if (used?.open === true) throw new Refusal('in_use', 'The counter is open. Close it first.');
  if (used?.busy === true) throw new Refusal('counter_busy');
}
