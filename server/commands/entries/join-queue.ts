import { v7 as uuidv7 } from 'uuid';
import type { EntryRow } from '../../../models/entry.ts';
import { dueAt, rankOf } from '../../../models/rules/calling-order.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ticketNumber } from '../../../models/rules/ticket-number.ts';
import { LANES, type Actor } from '../../../models/vocabulary.ts';
import type { Entry, JoinQueue, Wait } from '../../../realtime/contract/commands.ts';
import { waitAt } from '../../queries/wait-estimates.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockQueue, type LockedQueue } from '../queues/lock-queue.ts';
import { positionOf } from './read-entry.ts';
import { record } from './record.ts';
import { typedPhone } from './typed-phone.ts';
import { UNCALLED } from './uncalled.ts';

/**
 * Somebody joins a queue and gets the next number of the office's local day.
 * @param waits  the promise for each position (index 0 = next), reckoned before the lock was taken; null when there is none yet
 * @throws Refusal `not_found`, `queue_closed`, `queue_full`, `already_waiting`, `not_permitted`, `invalid_input` for what a kiosk's visitor has typed
 */
export async function joinQueue(
  tx: Writing,
  input: JoinQueue & { queue_id: string },
  waits: readonly Wait[] | null = null,
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.join');
  if (input.priority === 'urgent') permit(tx.actor, 'entry.join_urgent');
  const [queue, waiting] = await Promise.all([lockQueue(tx, input.queue_id), countWaiting(tx, input.queue_id)]);
  if (!mayJoin(tx.actor, queue)) throw new Refusal('not_found');
  if (queue.status === 'closed') throw new Refusal('queue_closed');
  if (queue.capacity !== null && waiting >= queue.capacity) throw new Refusal('queue_full');

  const now = tx.now;
  const due = dueAt({ class: 'walk_in', arrivedAt: now.getTime(), slotStartsAt: null }, queue.policy);
  const day = localDay(now, queue.time_zone);
  const number = await nextNumber(tx, queue.id, day);
  const phone = input.phone === undefined ? null : await typedPhone(tx, queue.office_id, input.phone);
  queue.joined_seq += 1;
  const row: EntryRow = {
    id: uuidv7(),
    queue_id: queue.id,
    seq: queue.joined_seq,
    ticket_number: ticketNumber(queue.prefix, number),
    service_on: day,
    version: 1,
    status: 'waiting',
    class: 'walk_in',
    lane: LANES[input.priority ?? 'normal'],
    rank: rankOf(due),
    due_at: new Date(due),
    joined_at: now,
    status_at: now,
    closed_at: null,
    ...UNCALLED,
    snoozes: 0,
    timer_at: null,
    patient_name: input.patient_name ?? null,
    phone,
    email: input.email?.toLowerCase() ?? null,
    language: input.language ?? null,
    note: input.note ?? null,
    party_size: input.party_size ?? 1,
    person_key: await personKey(tx, queue, phone),
    outcome: null,
    transferred_from: null,
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
  return { entry: entryAnswer(promised, position, wait) };
}

/** A passer-by where the queue allows it; staff and kiosks in their own queues, and only those could be locked. */
function mayJoin(actor: Actor, queue: LockedQueue): boolean {
  return actor.kind !== 'public' || queue.public_join;
}

/**
 * What makes a person wait only once. Whoever stands outside or at the kiosk must not learn from a refusal that somebody's phone
 * waits here: a phone that does is let in once more, as if it did not, and staff see the same phone twice.
 */
async function personKey(tx: Writing, queue: LockedQueue, phone: string | null): Promise<string | null> {
  if (!queue.policy.one_per_person || phone === null) return null;
  const key = tx.personal.phoneIndex(phone);
  const mayKnow = tx.actor.kind !== 'public' && tx.actor.kind !== 'device';
  return mayKnow || !(await isHere(tx, queue.id, key)) ? key : null;
}

/** The queue is locked: nobody comes or goes meanwhile. */
async function isHere(tx: Writing, queueId: string, key: string): Promise<boolean> {
  const [row] = await tx.query<{ here: boolean }>({
    name: 'person-is-here',
    text: `SELECT EXISTS (SELECT FROM entries WHERE organization_id = $1 AND queue_id = $2 AND person_key = $3
             AND status IN ('waiting', 'called', 'serving', 'parked')) AS here`,
    values: [tx.actor.organizationId, queueId, key],
  });
  return row?.here === true;
}

async function countWaiting(tx: Writing, queueId: string): Promise<number> {
  const [row] = await tx.query<{ waiting: number }>({
    name: 'count-waiting',
    text: `SELECT count(*) AS waiting FROM entries WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting'`,
    values: [tx.actor.organizationId, queueId],
  });
  return row?.waiting ?? 0;
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
