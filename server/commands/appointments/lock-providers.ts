import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/**
 * Whoever takes or gives back a provider's time holds the provider first, always in the order of the ids, so that two commands
 * cannot wait for each other. What is read afterwards is what counts: the clock is read anew, too.
 * @throws Refusal `not_found`
 */
export async function lockProviders(tx: Writing, providerIds: readonly string[]): Promise<void> {
  const ids = [...new Set(providerIds)].toSorted();
  if (ids.length === 0) return;
  const locked = await tx.query<{ now: Date }>({
    name: 'lock-providers',
    text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS now FROM providers
           WHERE organization_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [tx.actor.organizationId, ids],
  });
  if (locked.length < ids.length) throw new Refusal('not_found');
  const last = locked.at(-1);
  if (last) tx.advance(last.now);
}
