import { concernsQueue } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { queuePolicy, type QueuePolicy } from '../../../realtime/contract/resources/queues.ts';
import type { QueueHead } from '../../queries/board/views.ts';
import type { Writing } from '../transact.ts';

/** A queue whose row this transaction holds: nobody else changes the queue until it ends. */
export type LockedQueue = Omit<QueueHead, 'policy'> & {
  policy: QueuePolicy;
  public_join: boolean;
  epoch: string;
  version: number;
  joined_seq: number;
  call_seq: number;
};

/**
 * Every command that changes a queue begins here. Locking and reading are two statements on purpose: PostgreSQL takes a
 * statement's snapshot before it waits, so one that locks and picks at once hands the same person to two counters.
 * `NO KEY` lets rows that only refer to the queue be written meanwhile.
 * @throws Refusal `not_found`, also for a queue that the actor's work does not extend to
 */
export async function lockQueue(tx: Writing, queueId: string): Promise<LockedQueue> {
  return ownQueue(tx, await holdQueue(tx, queueId));
}

/** The queue of an entry; which queue that is never changes. */
export async function lockQueueOf(tx: Writing, entryId: string): Promise<LockedQueue> {
  const which = '(SELECT queue_id FROM entries WHERE organization_id = $1 AND id = $2)';
  return ownQueue(tx, await lock(tx, 'lock-queue-of', which, entryId));
}

/** Several queues, always in the order of their ids, so that two commands cannot wait for each other. */
export async function lockQueues(tx: Writing, queueIds: readonly string[]): Promise<Map<string, LockedQueue>> {
  const locked = await holdQueues(tx, queueIds);
  for (const queue of locked.values()) ownQueue(tx, queue);
  return locked;
}

/** The same, whosever queues they are: for what follows from a change that was permitted. */
export async function holdQueues(tx: Writing, queueIds: readonly string[]): Promise<Map<string, LockedQueue>> {
  const held = new Map<string, LockedQueue>();
  for (const id of [...new Set(queueIds)].toSorted()) held.set(id, await holdQueue(tx, id));
  return held;
}

function holdQueue(tx: Writing, queueId: string): Promise<LockedQueue> {
  return lock(tx, 'lock-queue', '$2', queueId);
}

function ownQueue(tx: Writing, queue: LockedQueue): LockedQueue {
  if (!concernsQueue(tx.actor, queue.id)) throw new Refusal('not_found');
  return queue;
}

async function lock(tx: Writing, name: string, which: string, id: string): Promise<LockedQueue> {
  const [row] = await tx.query<Omit<LockedQueue, 'policy'> & { policy: object; now: Date }>({
    name,
    text: `SELECT q.id, q.name, q.prefix, q.office_id, o.time_zone, q.status, q.status_reason, q.status_until, q.capacity, q.policy, q.public_join,
             q.epoch, q.version, q.joined_seq, q.call_seq, date_trunc('milliseconds', clock_timestamp()) AS now
           FROM queues q JOIN offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
           WHERE q.organization_id = $1 AND q.id = ${which} AND q.active FOR NO KEY UPDATE OF q`,
    values: [tx.actor.organizationId, id],
  });
  if (!row) throw new Refusal('not_found');
  const { now, policy, ...queue } = row;
  tx.advance(now);
  return { ...queue, policy: queuePolicy.parse(policy) };
}
