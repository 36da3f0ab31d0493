import type { LockedQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';

/**
 * What makes a person wait only once. Whoever stands outside or at the kiosk must not learn from a refusal that somebody's phone
 * waits here: a phone that does is let in once more, as if it did not, and staff see the same phone twice.
 */
export async function personKey(tx: Writing, queue: LockedQueue, phone: string | null): Promise<string | null> {
  const mayKnow = tx.actor.kind !== 'public' && tx.actor.kind !== 'device';
  if (!mayKnow) return freeKey(tx, queue, phone);
  return queue.policy.one_per_person && phone !== null ? tx.personal.phoneIndex(phone) : null;
}

/** The same for whoever is let in in any case: null for a phone that waits here already. */
export async function freeKey(tx: Writing, queue: LockedQueue, phone: string | null): Promise<string | null> {
  if (!queue.policy.one_per_person || phone === null) return null;
  const key = tx.personal.phoneIndex(phone);
  return (await isHere(tx, queue.id, key)) ? null : key;
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
