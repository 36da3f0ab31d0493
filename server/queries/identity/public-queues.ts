import type { Reading } from '../snapshot.ts';

/** The queues that anybody may join, and therefore watch. */
export async function publicQueues(tx: Reading): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'public-queues',
    text: 'SELECT id FROM queues WHERE organization_id = $1 AND active AND public_join',
    values: [tx.actor.organizationId],
  });
  return rows.map(({ id }) => id);
}
