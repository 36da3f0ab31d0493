import { concernsQueue, permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { findRow } from '../../queries/find-row.ts';
import { record } from '../entries/record.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { lockQueue } from './lock-queue.ts';

/** Deleted when nothing ever happened in it, deactivated otherwise. @throws Refusal `not_found`, `in_use` */
export async function removeQueue(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'catalogue.change');
  const { Queue } = tx.database;
  if (!concernsQueue(tx.actor, id)) throw new Refusal('not_found');
  const before = await findRow(tx, Queue, id);
  if (!before.active) return;
  const removed = await removeUnused(tx, 'queues', id, [
    ['queue_events', 'queue_id'],
    ['entries', 'queue_id'],
    ['counter_session_queues', 'queue_id'],
    // Without its last queue somebody's limited work would be everywhere.
    ['user_queues', 'queue_id'],
    // And a message for the people of one queue everybody's.
    ['display_message_queues', 'queue_id'],
  ]);
  if (removed) return;
  await retireQueue(tx, id);
  await revise(tx, Queue, { id, expected: null }, { active: false });
}

/**
 * Closes a queue for good; its last news is that it is closed.
 * @throws Refusal `in_use` while people are in it or a counter calls from it, `not_found`
 */
export async function retireQueue(tx: Writing, id: string): Promise<void> {
  const queue = await lockQueue(tx, id);
  const [used] = await tx.query<{ people: boolean; counters: boolean }>({
    name: 'queue-in-use',
    text: `SELECT EXISTS (SELECT FROM entries WHERE organization_id = $1 AND queue_id = $2 AND closed_at IS NULL) AS people,
                  EXISTS (SELECT FROM counter_session_queues q
                          JOIN counter_sessions s ON s.organization_id = q.organization_id AND s.id = q.session_id AND s.ended_at IS NULL
                          WHERE q.organization_id = $1 AND q.queue_id = $2) AS counters`,
    values: [tx.actor.organizationId, id],
  });
  if (used?.people === true) throw new Refusal('in_use', 'There are still people in the queue.');
  if (used?.counters === true) throw new Refusal('in_use', 'A counter still calls from the queue.');
  const closed = { ...queue, status: 'closed' as const, status_reason: null, status_until: null };
  await record(tx, closed, { type: 'queue.closed', entries: [], queueChanged: true });
}
