import {
  ENTRIES_WITH_COUNTER,
  ENTRY_COLUMNS,
  ENTRY_PLACE_COLUMNS,
  type EntryPlace,
  type StoredEntry,
} from '../../../models/entry.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Audience } from '../../../models/vocabulary.ts';
import type { Board } from '../../../realtime/contract/board.ts';
import { queuePolicy } from '../../../realtime/contract/resources/queues.ts';
import { openedEntry } from '../opened-entry.ts';
import type { Reading } from '../snapshot.ts';
import { countersOfQueue } from './counters-of-queue.ts';
import { mayWatch, ownEntryOf, WATCHABLE, type Watchable } from './may-watch.ts';
import { publicEntryView, publicQueueView, staffEntryView, staffQueueView, type QueueHead } from './views.ts';

type HeadRow = Omit<QueueHead, 'policy'> &
  Watchable & { policy: object; epoch: string; version: number; changed_at: Date | null };

/**
 * A queue as an audience may see it now. One snapshot, so the version is the version of what is shown.
 * @throws Refusal `not_found` for a queue of nobody, or of another organization
 */
export async function queueBoard(tx: Reading, queueId: string, audience: Audience): Promise<Board> {
  permit(tx.actor, audience === 'staff' ? 'queue.watch_staff' : 'queue.watch');
  const { actor } = tx;
  const values = [actor.organizationId, queueId];
  const isStaff = audience === 'staff';
  const [heads, counters, places, rows] = await Promise.all([
    tx.query<HeadRow>({
      name: 'board-head',
      text: `SELECT ${WATCHABLE}, q.name, q.prefix, q.office_id, o.time_zone, q.status, q.status_reason, q.status_until, q.capacity, q.policy, q.epoch, q.version,
               (SELECT at FROM queue_events WHERE organization_id = $1 AND queue_id = $2 AND version = q.version) AS changed_at
             FROM queues q JOIN offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
             WHERE q.organization_id = $1 AND q.id = $2 AND q.active`,
      values: [...values, ownEntryOf(actor)],
    }),
    countersOfQueue(tx, queueId),
    isStaff ? [] : tx.query<EntryPlace>({ name: 'board-places', text: onTheBoard(ENTRY_PLACE_COLUMNS), values }),
    isStaff ? tx.query<StoredEntry>({ name: 'board-entries', text: onTheBoard(ENTRY_COLUMNS), values }) : [],
  ]);
  const head = heads[0];
  if (!head || !mayWatch(actor, head)) throw new Refusal('not_found');
  const queue = { ...head, policy: queuePolicy.parse(head.policy) };
  const of = {
    queue_id: head.id,
    epoch: head.epoch,
    version: head.version,
    at: (head.changed_at ?? tx.now).toISOString(),
  };
  if (isStaff) {
    return {
      ...of,
      queue: staffQueueView(queue, counters),
      entries: rows.map((row) => staffEntryView(openedEntry(tx, row))).filter((view) => view !== null),
    };
  }
  return {
    ...of,
    queue: publicQueueView(queue, counters),
    entries: places.map(publicEntryView).filter((view) => view !== null),
  };
}

const onTheBoard = (columns: string) => `SELECT ${columns} FROM ${ENTRIES_WITH_COUNTER}
  WHERE e.organization_id = $1 AND e.queue_id = $2 AND e.closed_at IS NULL ORDER BY e.lane, e.rank, e.seq`;
