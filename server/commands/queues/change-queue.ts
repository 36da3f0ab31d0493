import type { z } from 'zod';
import { concernsQueue, permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { LANGUAGES } from '../../../models/vocabulary.ts';
import {
  queuePolicy,
  type changeQueue as body,
  type Queue,
  type QueueTexts,
} from '../../../realtime/contract/resources/queues.ts';
import { findRow } from '../../queries/find-row.ts';
import { queueAnswer } from '../../queries/queues/queue-answer.ts';
import { record } from '../entries/record.ts';
import { requireExisting } from '../require-existing.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { lockQueue, type LockedQueue } from './lock-queue.ts';
import { retireQueue } from './remove-queue.ts';

type Changes = z.infer<typeof body>;

/**
 * What is left out of `policy`, or of the texts of a language, stays as it is. Whoever watches the queue hears of its new name and rules.
 * @throws Refusal `not_found`, `version_mismatch`, `already_taken`, `in_use` for a queue in which people still wait
 */
export async function changeQueue(
  tx: Writing,
  { id, expected, ...changes }: Changes & { id: string; expected: number | null },
): Promise<Queue> {
  permit(tx.actor, 'catalogue.change');
  const { Queue } = tx.database;
  if (!concernsQueue(tx.actor, id)) throw new Refusal('not_found');
  await requireExisting(tx, tx.database.Provider, [changes.provider_id], 'body.provider_id');
  await requireExisting(tx, tx.database.Service, [changes.service_id], 'body.service_id');
  const before = await findRow(tx, Queue, id);
  if (expected !== null && before.revision !== expected) throw new Refusal('version_mismatch');
  if (before.active && changes.active === false) await retireQueue(tx, id);
  const stays = before.active && changes.active !== false;
  const queue = stays ? await lockQueue(tx, id) : null;
  const row = await revise(tx, Queue, { id, expected }, merged(changes, queue?.policy ?? before.policy, before.texts));
  if (queue) {
    const { name, capacity } = row;
    const now = { ...queue, name, capacity, policy: queuePolicy.parse(row.policy) };
    if (isSeen(queue, now)) await record(tx, now, { type: 'queue.changed', entries: [], queueChanged: true });
  }
  return queueAnswer(row);
}

/** Whether boards show the difference. */
function isSeen(before: LockedQueue, after: LockedQueue): boolean {
  const { name, capacity, policy } = after;
  return (
    name !== before.name || capacity !== before.capacity || policy.outcome_required !== before.policy.outcome_required
  );
}

function merged({ policy, texts, ...changes }: Changes, before: object, textsBefore: QueueTexts) {
  return {
    ...changes,
    ...(policy && { policy: { ...before, ...policy } }),
    ...(texts && { texts: mergedTexts(textsBefore, texts) }),
  };
}

function mergedTexts(before: QueueTexts, changes: QueueTexts): QueueTexts {
  const all: QueueTexts = { ...before };
  for (const language of LANGUAGES) {
    const changed = changes[language];
    if (changed) all[language] = { ...all[language], ...changed };
  }
  return all;
}
