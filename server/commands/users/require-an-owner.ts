import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/**
 * An organization without an owner could not be given one again. The owners' rows are held, so that two who go at the same time
 * go one after the other.
 * @throws Refusal `not_possible_now`
 */
export async function requireAnOwner(tx: Writing): Promise<void> {
  const owners = await tx.query({
    name: 'lock-owners',
    text: `SELECT id FROM users WHERE organization_id = $1 AND role = 'owner' AND active ORDER BY id FOR UPDATE`,
    values: [tx.actor.organizationId],
  });
  if (owners.length === 0) throw new Refusal('not_possible_now', 'The organization needs an owner.');
}
