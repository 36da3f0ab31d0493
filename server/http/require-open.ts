import type { OrganizationRow } from '../../models/organization.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { isSuspended, suspension } from '../access/open-organization.ts';

/** What is still answered while an organization is suspended: to its owner, or to whoever may turn out to be its owner. */
export type WhileSuspended = 'owner' | 'signing_in';

/** @throws Refusal `organization_suspended`, with the reason, before anything else about the asker is looked at */
export function requireOpen(
  organization: OrganizationRow | null,
  actor: Actor | null = null,
  answered: WhileSuspended | null = null,
): void {
  if (organization === null || !isSuspended(organization)) return;
  if (answered === 'signing_in') return;
  if (answered === 'owner' && actor?.kind === 'user' && actor.role === 'owner') return;
  throw suspension(organization);
}
