import type { EntryRow } from '../../../models/entry.ts';
import type { EventType } from '../../../models/vocabulary.ts';
import type { BoardEvent, StaffChange } from '../../../realtime/contract/change.ts';
import { countersOfQueue } from '../../queries/board/counters-of-queue.ts';
import { publicEntryView, publicQueueView, staffEntryView, staffQueueView } from '../../queries/board/views.ts';
import type { Writing } from '../transact.ts';
import type { LockedQueue } from '../queues/lock-queue.ts';
import { followAppointment } from './follow-appointment.ts';
import { undoState } from './undo-state.ts';
import { insertEntry, updateEntry } from './write-entry.ts';

/** One person before and after. `before` is null for somebody who has just come. */
export type Moved = { before: EntryRow | null; after: EntryRow };

export type News = {
  type: EventType;
  entries: readonly Moved[];
  /** Those who are spoken of; all of `entries` unless some only made room. */
  about?: readonly EntryRow[];
  /** Given when the queue itself changed: the board shows its fields and counters anew. */
  queueChanged?: boolean;
  /** Whether the actor may take it back for a while. */
  undoable?: boolean;
  reason?: string | null;
};

/**
 * Writes what happened and its news in the same transaction, under the queue's lock: the rows, the intervals, the next version
 * and the change as both audiences will hear it. `queue` is brought to the new version.
 */
export async function record(tx: Writing, queue: LockedQueue, news: News): Promise<void> {
  const { organizationId } = tx.actor;
  const at = tx.now;
  const rows = news.entries.map(({ after }) => after);
  const about = news.about ?? rows;
  const prev = queue.version;
  queue.version = prev + 1;

  const envelope = {
    queue_id: queue.id,
    epoch: queue.epoch,
    prev,
    version: queue.version,
    at: at.toISOString(),
    events: said(news.type, about),
  };
  const publicChange = { ...envelope, ...audienceChange(rows, publicEntryView) };
  const staffChange = { ...envelope, ...audienceChange(rows, staffEntryView) };
  // Written first, read second: the counters as they are after this transaction.
  const counters = news.queueChanged === true ? await countersOfQueue(tx, queue.id) : null;
  const change = {
    organization_id: organizationId,
    public: counters === null ? publicChange : { ...publicChange, queue: publicQueueView(queue, counters) },
    staff: counters === null ? staffChange : { ...staffChange, queue: staffQueueView(queue, counters) },
  };
  tx.changes.push(change);

  // An event about one person is that person's history, and may be that person's way back.
  const single = about.length === 1 ? (about[0] ?? null) : null;
  const own = news.entries.find(({ after }) => after.id === single?.id);
  const before = news.undoable === true ? (own?.before ?? null) : null;
  for (const moved of news.entries) {
    const { before: from, after: to } = moved;
    if (from === null) insertEntry(tx, to);
    else updateEntry(tx, { before: from, after: to }, { undoable: before !== null && to.id === single?.id });
    followAppointment(tx, news.type, moved);
  }
  tx.send({
    name: 'record-queue',
    text: `UPDATE queues SET version = $3, joined_seq = $4, call_seq = $5, status = $6, status_reason = $7, status_until = $8
             WHERE organization_id = $1 AND id = $2`,
    values: [
      organizationId,
      queue.id,
      queue.version,
      queue.joined_seq,
      queue.call_seq,
      queue.status,
      queue.status_reason,
      queue.status_until,
    ],
  });
  tx.send({
    name: 'record-event',
    text: `INSERT INTO queue_events
               (organization_id, queue_id, version, epoch, at, type, entry_id, actor_kind, actor_id, reason, public_change, staff_change, before)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      organizationId,
      queue.id,
      queue.version,
      queue.epoch,
      at,
      news.type,
      single?.id ?? null,
      tx.actor.kind,
      tx.actor.id,
      news.reason ?? null,
      JSON.stringify(change.public),
      JSON.stringify(withoutWords(change.staff)),
      before === null ? null : JSON.stringify(undoState(before)),
    ],
  });
}

/** The history holds nobody's name: whoever catches up is given the words from where they are kept, or not, where they are gone. */
function withoutWords(change: StaffChange): object {
  return { ...change, set: change.set.map(({ patient_name: _name, phone: _phone, note: _note, ...rest }) => rest) };
}

function said(type: EventType, about: readonly EntryRow[]): BoardEvent[] {
  if (about.length === 0) return [{ type, seq: null, ticket_number: null, counter: null }];
  return about.map((row) => ({
    type,
    seq: row.seq,
    ticket_number: row.ticket_number,
    counter: row.counter,
  }));
}

/** Those whom the audience can see are set, the others are removed from its board. */
function audienceChange<V>(
  rows: readonly EntryRow[],
  view: (row: EntryRow) => V | null,
): { set: V[]; removed: number[] } {
  const set: V[] = [];
  const removed: number[] = [];
  for (const row of rows) {
    const seen = view(row);
    if (seen === null) removed.push(row.seq);
    else set.push(seen);
  }
  return { set, removed };
}
