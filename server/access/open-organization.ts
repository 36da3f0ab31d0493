import type { OrganizationRow } from '../../models/organization.ts';
import { Refusal } from '../../models/rules/refusal.ts';

/**
 * The organization, if it may be asked for anything.
 * @throws Refusal `unknown_organization`, `organization_closed` or `organization_suspended`
 */
export function openOrganization<O extends OrganizationRow>(organization: O | null): O {
  const existing = existingOrganization(organization);
  if (isSuspended(existing)) throw suspension(existing);
  return existing;
}

/** One that may be suspended: who may still ask it for what, shows later. @throws Refusal `unknown_organization`, `organization_closed` */
export function existingOrganization<O extends OrganizationRow>(organization: O | null): O {
  if (organization === null) throw new Refusal('unknown_organization');
  if (organization.status === 'closed') throw new Refusal('organization_closed');
  return organization;
}

export function isSuspended({ status }: OrganizationRow): boolean {
  return status === 'suspended';
}

/** The refusal with the reason that the operator gave. */
export function suspension({ status_reason: reason }: OrganizationRow): Refusal {
  return new Refusal('organization_suspended', reason ?? undefined);
}
