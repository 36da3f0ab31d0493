import { v7 as uuidv7 } from 'uuid';
import type { EntryRow } from '../../../models/entry.ts';
import { indexFor } from '../../../models/rules/calling-order.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockQueues } from '../queues/lock-queue.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { othersInLane, positionOf, readEntry } from './read-entry.ts';
import { record } from './record.ts';
import { UNCALLED } from './uncalled.ts';

/**
 * This stay ends and a linked one begins in another queue, with the same ticket number. `keep` goes by the first due time, so that
 * waiting so far is not lost.
 * @throws Refusal `not_possible_now`, `queue_closed`, `already_waiting`, `not_found`
 */
export async function transfer(
  tx: Writing,
  input: { entry_id: string; queue_id: string; placement?: 'first' | 'last' | 'keep' | undefined },
): Promise<{ entry: Entry; transferred_to: Entry }> {
  permit(tx.actor, 'entry.transfer');
  const { queue_id: fromId } = await readEntry(tx, input.entry_id);
  if (fromId === input.queue_id) throw new Refusal('not_possible_now', 'The person is in this queue already.');
  const queues = await lockQueues(tx, [fromId, input.queue_id]);
  const from = queues.get(fromId);
  const to = queues.get(input.queue_id);
  if (!from || !to) throw new Refusal('not_found');
  const entry = await readEntry(tx, input.entry_id);
  const now = tx.now;
  const after = moved(entry, 'transfer', now);
  if (to.status === 'closed') throw new Refusal('queue_closed');

  to.joined_seq += 1;
  const newcomer: EntryRow = {
    ...entry,
    id: uuidv7(),
    queue_id: to.id,
    seq: to.joined_seq,
    version: 1,
    status: 'waiting',
    joined_at: now,
    status_at: now,
    closed_at: null,
    ...UNCALLED,
    snoozes: 0,
    timer_at: null,
    person_key: to.policy.one_per_person && entry.phone !== null ? tx.personal.phoneIndex(entry.phone) : null,
    outcome: null,
    transferred_from: entry.id,
    promised_p20: null,
    promised_p50: null,
    promised_p80: null,
  };
  const others = await othersInLane(tx, to.id, newcomer.lane, null);
  const index = indexFor(input.placement ?? 'keep', others, newcomer, to.policy.fair_behind);
  const placed = await placeAt(tx, newcomer, index, others);

  await record(tx, from, { type: 'entry.transferred', entries: [{ before: entry, after }], undoable: true });
  await record(tx, to, {
    type: 'entry.joined',
    entries: [{ before: null, after: placed.after }, ...placed.madeRoom],
    about: [placed.after],
  });
  return {
    entry: entryAnswer(after),
    transferred_to: entryAnswer(placed.after, await positionOf(tx, placed.after)),
  };
}
