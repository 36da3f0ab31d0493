import { ENTRIES_WITH_COUNTER, ENTRY_COLUMNS, type EntryRow, type StoredEntry } from '../../../models/entry.ts';
import type { OrderKey } from '../../../models/rules/calling-order.ts';
import { concernsQueue } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { openedEntry } from '../../queries/opened-entry.ts';
import type { Reading } from '../../queries/snapshot.ts';
import type { Writing } from '../transact.ts';
import { lockQueueOf, type LockedQueue } from '../queues/lock-queue.ts';

/** @throws Refusal `not_found`, also in a queue that the actor's work does not extend to */
export async function readEntry(tx: Reading, entryId: string): Promise<EntryRow> {
  const [row] = await tx.query<StoredEntry>({
    name: 'read-entry',
    text: `SELECT ${ENTRY_COLUMNS} FROM ${ENTRIES_WITH_COUNTER} WHERE e.organization_id = $1 AND e.id = $2`,
    values: [tx.actor.organizationId, entryId],
  });
  if (!row || !concernsQueue(tx.actor, row.queue_id)) throw new Refusal('not_found');
  return openedEntry(tx, row);
}

/** The entry and its queue, locked; one round trip. @throws Refusal `not_found` */
export async function lockEntry(tx: Writing, entryId: string): Promise<{ queue: LockedQueue; entry: EntryRow }> {
  const [queue, entry] = await Promise.all([lockQueueOf(tx, entryId), readEntry(tx, entryId)]);
  return { queue, entry };
}

/** Those who wait in a lane in calling order, without one of them. */
export async function othersInLane(
  tx: Reading,
  queueId: string,
  lane: number,
  withoutId: string | null,
): Promise<(OrderKey & { id: string })[]> {
  return tx.query<OrderKey & { id: string }>({
    name: 'others-in-lane',
    text: `SELECT id, lane, rank, seq FROM entries
           WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting' AND lane = $3 AND id IS DISTINCT FROM $4::uuid
           ORDER BY lane, rank, seq`,
    values: [tx.actor.organizationId, queueId, lane, withoutId],
  });
}

/** 1 = next. */
export async function positionOf(tx: Reading, row: EntryRow): Promise<number | null> {
  if (row.status !== 'waiting') return null;
  const [answer] = await tx.query<{ ahead: number }>({
    name: 'position-of',
    text: `SELECT count(*) AS ahead FROM entries
           WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting' AND (lane, rank, seq) < ($3, $4, $5)`,
    values: [tx.actor.organizationId, row.queue_id, row.lane, row.rank, row.seq],
  });
  return (answer?.ahead ?? 0) + 1;
}
