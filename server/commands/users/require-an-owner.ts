import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/**
 * An organization without an owner could not be given one again. Asked after the change, and by one at a time: whoever changes an
 * account holds the organization.
 * @throws Refusal `not_possible_now`
 */
export async function requireAnOwner(tx: Writing): Promise<void> {
  const [answer] = await tx.query<{ owned: boolean }>({
    name: 'has-an-owner',
    text: `SELECT EXISTS (SELECT FROM users WHERE organization_id = $1 AND role = 'owner' AND active) AS owned`,
    values: [tx.actor.organizationId],
  });
  if (answer?.owned !== true) throw new Refusal('not_possible_now', 'The organization needs an owner.');
}
