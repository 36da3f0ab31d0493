import type { EntryRow } from '../../../models/entry.ts';
import { AT_COUNTER } from '../../../models/rules/entry-lifecycle.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { EntryStatus } from '../../../models/vocabulary.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import { leaveToldAsTold } from '../pushes/leave-told-as-told.ts';
import { sendPushesBack } from '../pushes/send-pushes-back.ts';
import type { Writing } from '../transact.ts';
import { counterFor, requireFree } from './counter-for.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockQueues, type LockedQueue } from '../queues/lock-queue.ts';
import { minutesAfter, moved } from './moved.ts';
import { positionOf, readEntry } from './read-entry.ts';
import { record } from './record.ts';
import { restored, type UndoState } from './undo-state.ts';
import { UNDO_WITHIN_MS } from './undo-within.ts';

type LastEvent = {
  type: string;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  before: Record<keyof UndoState, unknown> | null;
};

/**
 * Takes back the last move of an entry: within two minutes, by the person who did it, if nothing later depends on it. The call's number
 * stays used, so that the queue's calls have no gap.
 * @throws Refusal `not_possible_now`, `undo_too_late`, `undo_not_yours`, `undo_depended_on`, `counter_not_open`, `counter_busy`, `already_waiting`, `not_found`
 */
export async function undo(tx: Writing, input: { entry_id: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.undo');
  const { queue_id: queueId } = await readEntry(tx, input.entry_id);
  const followUpQueueId = (await followUp(tx, input.entry_id))?.queue_id;
  const queues = await lockQueues(tx, followUpQueueId === undefined ? [queueId] : [queueId, followUpQueueId]);
  const queue = queues.get(queueId);
  if (!queue) throw new Refusal('not_found');
  const [entry, last] = await Promise.all([readEntry(tx, input.entry_id), lastEvent(tx, input.entry_id)]);
  const state = undoable(tx, last);
  // Others' moves may change an entry, too: the end of the day, or somebody who needed room.
  if (entry.version !== Number(state.version) + 1) throw new Refusal('undo_depended_on');

  if (entry.status === 'transferred') await takeBackFollowUp(tx, queues, entry);
  const before = restored(entry, state);
  if (isAtCounter(before) && !isAtCounter(entry)) await requireOpenCounter(tx, before);
  const after: EntryRow = {
    ...before,
    version: entry.version + 1,
    status_at: tx.now,
    timer_at: timerAgain(tx.now, queue, before),
  };
  await record(tx, queue, { type: 'entry.undone', entries: [{ before: entry, after }] });
  leaveToldAsTold(tx, after);
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}

function isAtCounter({ status }: EntryRow): boolean {
  return (AT_COUNTER as readonly EntryStatus[]).includes(status);
}

/** The counter may have been closed since, or have gone on to somebody else. */
async function requireOpenCounter(tx: Writing, { counter_id, queue_id }: EntryRow): Promise<void> {
  requireFree(counter_id === null ? null : await counterFor(tx, counter_id, queue_id));
}

async function lastEvent(tx: Writing, entryId: string): Promise<LastEvent | null> {
  const [row] = await tx.query<LastEvent>({
    name: 'last-event-of-entry',
    text: `SELECT type, at, actor_kind, actor_id, before FROM queue_events
           WHERE organization_id = $1 AND entry_id = $2 ORDER BY version DESC LIMIT 1`,
    values: [tx.actor.organizationId, entryId],
  });
  return row ?? null;
}

function undoable(tx: Writing, last: LastEvent | null): Record<keyof UndoState, unknown> {
  if (last?.type === 'entry.coming') throw new Refusal('undo_depended_on', 'The person is on the way.');
  if (last === null || last.before === null) throw new Refusal('not_possible_now', 'There is nothing to undo.');
  if (last.actor_kind !== tx.actor.kind || last.actor_id !== tx.actor.id) throw new Refusal('undo_not_yours');
  if (tx.now.getTime() - last.at.getTime() > UNDO_WITHIN_MS) throw new Refusal('undo_too_late');
  return last.before;
}

async function followUp(tx: Writing, entryId: string): Promise<{ id: string; queue_id: string } | null> {
  const [row] = await tx.query<{ id: string; queue_id: string }>({
    name: 'follow-up-entry',
    text: `SELECT id, queue_id FROM entries WHERE organization_id = $1 AND transferred_from = $2 ORDER BY joined_at DESC, seq DESC LIMIT 1`,
    values: [tx.actor.organizationId, entryId],
  });
  return row ?? null;
}

/** The stay that a transfer began elsewhere ends again, unless something has happened to it. */
async function takeBackFollowUp(tx: Writing, queues: Map<string, LockedQueue>, entry: EntryRow): Promise<void> {
  const link = await followUp(tx, entry.id);
  const queue = link ? queues.get(link.queue_id) : undefined;
  if (!link || !queue) throw new Refusal('undo_depended_on');
  const linked = await readEntry(tx, link.id);
  if (linked.status !== 'waiting' || linked.version !== 1) throw new Refusal('undo_depended_on');
  // Before it ends, and they with it.
  sendPushesBack(tx, { from: linked.id, to: entry.id });
  await record(tx, queue, {
    type: 'entry.undone',
    entries: [{ before: linked, after: moved(linked, 'cancel', tx.now) }],
  });
}

/** A person who is called again gets the whole grace time; one who may return keeps the hour. */
function timerAgain(now: Date, queue: LockedQueue, entry: EntryRow): Date | null {
  if (entry.status === 'called') return queue.policy.grace === null ? null : minutesAfter(now, queue.policy.grace);
  return entry.timer_at;
}
