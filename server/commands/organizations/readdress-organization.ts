import { literal } from 'sequelize';
import { Refusal } from '../../../models/rules/refusal.ts';
import { isReservedName } from '../../../models/rules/reserved-names.ts';
import { ownOrganizationRow } from '../../queries/organizations/own-organization.ts';
import { audit, changed } from '../log/audit.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/**
 * Gives an organization the names it is reached by. The old ones rest, so that nobody else's pages open where its own did.
 * Answers whether they are others than before. @throws Refusal `already_taken`
 */
export async function readdressOrganization(
  tx: Writing,
  { slug, subdomain }: { slug: string; subdomain: string },
): Promise<boolean> {
  requireSystem(tx.actor);
  if (isReservedName(slug) || isReservedName(subdomain)) throw new Refusal('already_taken');
  await lockOrganization(tx);
  const before = await ownOrganizationRow(tx);
  const difference = changed({ slug: before.slug, subdomain: before.subdomain }, { slug, subdomain });
  if (Object.keys(difference.after).length === 0) return false;
  await tx.database.Organization.update(
    { slug, subdomain, revision: literal('revision + 1') },
    { where: { id: tx.actor.organizationId }, transaction: tx.transaction },
  );
  await audit(tx, { action: 'organization.readdressed', subjectId: tx.actor.organizationId, ...difference });
  return true;
}
