import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { EventType, QueueStatus } from '../../../models/vocabulary.ts';
import { record } from '../entries/record.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockQueue } from './lock-queue.ts';

/** Lets people join and staff call. */
export function openQueue(tx: Writing, input: { queue_id: string }): Promise<void> {
  return setStatus(tx, input.queue_id, { from: ['open', 'paused', 'closed'], to: 'open', said: 'queue.opened' });
}

/** Nobody joins any more; those who wait are still called. */
export function closeQueue(tx: Writing, input: { queue_id: string }): Promise<void> {
  return setStatus(tx, input.queue_id, { from: ['open', 'paused', 'closed'], to: 'closed', said: 'queue.closed' });
}

/** Nobody is called for a while, and everybody sees why; people may still join. @throws Refusal `not_possible_now` when closed */
export function pauseQueue(
  tx: Writing,
  input: { queue_id: string; reason: string; until?: string | undefined },
): Promise<void> {
  const until = input.until === undefined ? null : new Date(input.until);
  return setStatus(
    tx,
    input.queue_id,
    { from: ['open', 'paused'], to: 'paused', said: 'queue.paused' },
    input.reason,
    until,
  );
}

/** @throws Refusal `not_possible_now` when closed */
export function continueQueue(tx: Writing, input: { queue_id: string }): Promise<void> {
  return setStatus(tx, input.queue_id, { from: ['open', 'paused'], to: 'open', said: 'queue.continued' });
}

type Step = { from: readonly QueueStatus[]; to: QueueStatus; said: EventType };

/** The same twice is not a change: nothing is written and nobody hears of it. */
async function setStatus(
  tx: Writing,
  queueId: string,
  step: Step,
  reason: string | null = null,
  until: Date | null = null,
): Promise<void> {
  permit(tx.actor, 'queue.open');
  const queue = await lockQueue(tx, queueId);
  if (!step.from.includes(queue.status)) throw new Refusal('not_possible_now', `The queue is ${queue.status}.`);
  const same =
    queue.status === step.to && queue.status_reason === reason && queue.status_until?.getTime() === until?.getTime();
  if (same) return;
  const { status } = queue;
  Object.assign(queue, { status: step.to, status_reason: reason, status_until: until });
  await record(tx, queue, { type: step.said, entries: [], queueChanged: true, reason });
  await audit(tx, { action: step.said, subjectId: queueId, before: { status }, after: { status: step.to }, reason });
}
