import { hasRoom, mostOf, PlanLimitReached } from '../../../models/rules/plans.ts';
import { inUse, type Kept } from '../../queries/plans/in-use.ts';
import { termsOf } from '../../queries/plans/terms.ts';
import type { Writing } from '../transact.ts';
import { lockOrganization } from './lock-organization.ts';

/**
 * Asked before a row is added, in the same transaction.
 * @param more  how many are to be added, or how many bytes; what it takes the place of is removed first
 * @throws PlanLimitReached, a Refusal `plan_limit`
 */
export async function requireRoom(tx: Writing, limit: Kept, more = 1): Promise<void> {
  // Counting is a statement of its own: one that locked and counted would see what was there before it waited.
  await lockOrganization(tx);
  const most = mostOf(await termsOf(tx), limit);
  if (most === null) return;
  const used = await inUse(tx, limit);
  if (!hasRoom(used, most, more)) throw new PlanLimitReached(limit, used, most);
}
