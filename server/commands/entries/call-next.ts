import { ENTRIES_WITH_COUNTER, ENTRY_COLUMNS, type StoredEntry } from '../../../models/entry.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Called } from '../../../realtime/contract/commands.ts';
import { openedEntry } from '../../queries/opened-entry.ts';
import type { Writing } from '../transact.ts';
import { announce, requireCalling } from './announce.ts';
import { counterFor } from './counter-for.ts';
import { lockQueue } from '../queues/lock-queue.ts';

/**
 * Calls the first person of the queue to a counter. Under any concurrency each person is called once.
 * @throws Refusal `queue_empty`, `queue_paused`, `counter_not_open`, `counter_busy`, `not_found`
 */
export async function callNext(tx: Writing, input: { queue_id: string; counter_id: string }): Promise<Called> {
  permit(tx.actor, 'entry.call');
  const [queue, counter, candidates] = await Promise.all([
    lockQueue(tx, input.queue_id),
    counterFor(tx, input.counter_id, input.queue_id),
    firstWaiting(tx, input.queue_id),
  ]);
  // Whoever still stands at this counter is told of first: an empty queue would hide them.
  const free = requireCalling(queue, counter);
  const [first] = candidates;
  if (!first) throw new Refusal('queue_empty');
  return announce(tx, { queue, counter: free, entry: openedEntry(tx, first), candidates, reason: null });
}

/** How many of those who were next are kept with the call, to answer "why this one". */
const CANDIDATES = 4;

/** As they are stored: of most of them nothing but the place in the order is needed. */
export function firstWaiting(tx: Writing, queueId: string): Promise<StoredEntry[]> {
  return tx.query<StoredEntry>({
    name: 'first-waiting',
    text: `SELECT ${ENTRY_COLUMNS} FROM ${ENTRIES_WITH_COUNTER}
           WHERE e.organization_id = $1 AND e.queue_id = $2 AND e.status = 'waiting' ORDER BY e.lane, e.rank, e.seq LIMIT ${CANDIDATES}`,
    values: [tx.actor.organizationId, queueId],
  });
}
