import { v7 as uuidv7 } from 'uuid';
import type { EntryRow, PersonalWords } from '../../../models/entry.ts';
import { dueAt, rankOf } from '../../../models/rules/calling-order.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { ticketNumber } from '../../../models/rules/ticket-number.ts';
import { LANES, type Priority } from '../../../models/vocabulary.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';
import { waitAt } from '../../queries/wait-estimates.ts';
import type { LockedQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { positionOf } from './read-entry.ts';
import { record } from './record.ts';
import { UNCALLED } from './uncalled.ts';

/** Who comes, and as what. */
export type Newcomer = PersonalWords & {
  language: string | null;
  party_size: number;
  priority: Priority;
  person_key: string | null;
  /** Null for somebody who walked in. */
  appointment: { id: string; starts_at: Date } | null;
};

/**
 * A stay begins in a queue that is locked: the next number of the office's local day, and a place by when the person is due.
 * @param waits  the promise for each position (index 0 = next), reckoned before the lock was taken; null when there is none yet
 */
export async function beginStay(
  tx: Writing,
  queue: LockedQueue,
  newcomer: Newcomer,
  waits: readonly Wait[] | null,
): Promise<Entry> {
  const { appointment, priority, ...person } = newcomer;
  const now = tx.now;
  const kind = appointment === null ? 'walk_in' : 'appointment';
  const due = dueAt(
    { class: kind, arrivedAt: now.getTime(), slotStartsAt: appointment?.starts_at.getTime() ?? null },
    queue.policy,
  );
  const day = localDay(now, queue.time_zone);
  const number = await nextNumber(tx, queue.id, day);
  queue.joined_seq += 1;
  const row: EntryRow = {
    id: uuidv7(),
    queue_id: queue.id,
    seq: queue.joined_seq,
    ticket_number: ticketNumber(queue.prefix, number),
    service_on: day,
    version: 1,
    status: 'waiting',
    class: kind,
    lane: LANES[priority],
    rank: rankOf(due),
    due_at: new Date(due),
    joined_at: now,
    status_at: now,
    closed_at: null,
    ...UNCALLED,
    coming_at: null,
    snoozes: 0,
    timer_at: null,
    ...person,
    outcome: null,
    transferred_from: null,
    appointment_id: appointment?.id ?? null,
    promised_p20: null,
    promised_p50: null,
    promised_p80: null,
  };
  const position = (await positionOf(tx, row)) ?? 1;
  const wait = waitAt(waits, position);
  const promised = {
    ...row,
    promised_p20: wait?.p20 ?? null,
    promised_p50: wait?.p50 ?? null,
    promised_p80: wait?.p80 ?? null,
  };
  await record(tx, queue, { type: 'entry.joined', entries: [{ before: null, after: promised }] });
  return entryAnswer(promised, position, wait);
}

async function nextNumber(tx: Writing, queueId: string, day: string): Promise<number> {
  const [row] = await tx.query<{ last: number }>({
    name: 'next-ticket-number',
    text: `INSERT INTO ticket_counters AS t (organization_id, queue_id, on_day, last) VALUES ($1, $2, $3, 1)
           ON CONFLICT (organization_id, queue_id, on_day) DO UPDATE SET last = t.last + 1 RETURNING last`,
    values: [tx.actor.organizationId, queueId, day],
  });
  if (!row) throw new Error('an upsert returned no row');
  return row.last;
}
