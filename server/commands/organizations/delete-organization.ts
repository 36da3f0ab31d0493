import { requireOrganizationMove } from '../../../models/rules/organization-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { OrganizationStatus } from '../../../models/vocabulary.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/**
 * Takes everything of a closed organization out of every table. Its names rest for a while; nothing else is left.
 * Answers how many rows went from which table.
 */
export async function deleteOrganization(tx: Writing): Promise<Record<string, number>> {
  requireSystem(tx.actor);
  // Years of a busy hospital take longer than a request may.
  await tx.query({ name: 'take-your-time', text: 'SET LOCAL statement_timeout = 0', values: [] });
  // Every node's clock comes for it: whoever holds it already is deleting it.
  const [organization] = await tx.query<{ status: OrganizationStatus }>({
    name: 'organization-to-delete',
    text: 'SELECT status FROM control.organizations WHERE id = $1 FOR UPDATE SKIP LOCKED',
    values: [tx.actor.organizationId],
  });
  if (!organization) throw new Refusal('not_found');
  requireOrganizationMove('delete', organization.status);
  const [told] = await tx.query<{ gone: Record<string, number> }>({
    name: 'delete-organization',
    text: 'SELECT app.delete_organization($1) AS gone',
    values: [tx.actor.organizationId],
  });
  return told?.gone ?? {};
}
