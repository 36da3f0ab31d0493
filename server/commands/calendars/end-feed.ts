import type { Writing } from '../transact.ts';

/** Whoever has the address of this provider's calendar reads it no more. Answers whether there was one. */
export async function endFeed(tx: Writing, providerId: string): Promise<boolean> {
  const [ended] = await tx.query({
    name: 'end-feed',
    text: 'DELETE FROM calendar_feeds WHERE organization_id = $1 AND provider_id = $2 RETURNING id',
    values: [tx.actor.organizationId, providerId],
  });
  return ended !== undefined;
}
