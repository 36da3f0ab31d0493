import type { Reading } from './snapshot.ts';

/** How often this person has come back without the staff. */
export async function ownReturns(tx: Reading, entryId: string): Promise<number> {
  const [row] = await tx.query<{ returns: number }>({
    name: 'own-returns',
    text: `SELECT count(*) AS returns FROM queue_events
           WHERE organization_id = $1 AND entry_id = $2 AND type = 'entry.returned' AND actor_kind = 'patient'`,
    values: [tx.actor.organizationId, entryId],
  });
  return row?.returns ?? 0;
}
