import type { Reading } from '../snapshot.ts';

/** The queue of an entry whose link still works: until two hours after its end. Asked before anybody is known. */
export async function followedEntry(tx: Reading, entryId: string): Promise<{ queue_id: string } | null> {
  const [entry] = await tx.query<{ queue_id: string }>({
    name: 'followed-entry',
    text: `SELECT queue_id FROM entries
           WHERE organization_id = $1 AND id = $2 AND anonymised_at IS NULL AND (closed_at IS NULL OR closed_at > now() - interval '2 hours')`,
    values: [tx.actor.organizationId, entryId],
  });
  return entry ?? null;
}
