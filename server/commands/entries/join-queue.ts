import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import type { Entry, JoinQueue, Wait } from '../../../realtime/contract/commands.ts';
import { lockQueue, type LockedQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';
import { beginStay } from './begin-stay.ts';
import { personKey } from './person-key.ts';
import { typedPhone } from './typed-phone.ts';

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

  const phone = input.phone === undefined ? null : await typedPhone(tx, queue.office_id, input.phone);
  const newcomer = {
    patient_name: input.patient_name ?? null,
    phone,
    email: input.email?.toLowerCase() ?? null,
    note: input.note ?? null,
    language: input.language ?? null,
    party_size: input.party_size ?? 1,
    priority: input.priority ?? 'normal',
    person_key: await personKey(tx, queue, phone),
    appointment: null,
  };
  return { entry: await beginStay(tx, queue, newcomer, waits) };
}

/** A passer-by where the queue allows it; staff and kiosks in their own queues, and only those could be locked. */
function mayJoin(actor: Actor, queue: LockedQueue): boolean {
  return actor.kind !== 'public' || queue.public_join;
}

async function countWaiting(tx: Writing, queueId: string): Promise<number> {
  const [row] = await tx.query<{ waiting: number }>({
    name: 'count-waiting',
    text: `SELECT count(*) AS waiting FROM entries WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting'`,
    values: [tx.actor.organizationId, queueId],
  });
  return row?.waiting ?? 0;
}
