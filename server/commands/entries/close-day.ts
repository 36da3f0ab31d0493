import { ENTRIES_WITH_COUNTER, ENTRY_COLUMNS, type StoredEntry } from '../../../models/entry.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { openedEntry } from '../../queries/opened-entry.ts';
import type { Writing } from '../transact.ts';
import { lockQueue } from '../queues/lock-queue.ts';
import { moved } from './moved.ts';
import { record } from './record.ts';

/** The office's day is over: whoever still has a number of an earlier local day is cancelled, in one change. */
export async function closeDay(tx: Writing, input: { queue_id: string }): Promise<void> {
  permit(tx.actor, 'entry.time');
  const queue = await lockQueue(tx, input.queue_id);
  if (!queue.policy.close_of_day) return;
  const left = await tx.query<StoredEntry>({
    name: 'left-from-earlier-days',
    text: `SELECT ${ENTRY_COLUMNS} FROM ${ENTRIES_WITH_COUNTER}
           WHERE e.organization_id = $1 AND e.queue_id = $2 AND e.closed_at IS NULL AND e.service_on < $3 ORDER BY e.lane, e.rank, e.seq`,
    values: [tx.actor.organizationId, queue.id, localDay(tx.now, queue.time_zone)],
  });
  if (left.length === 0) return;
  const entries = left.map((stored) => {
    const before = openedEntry(tx, stored);
    return { before, after: moved(before, 'cancel', tx.now) };
  });
  await record(tx, queue, { type: 'entry.cancelled', entries, reason: 'close of day' });
}
