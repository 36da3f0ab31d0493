import type { OrganizationRow } from '../../models/organization.ts';
import { Refusal } from '../../models/rules/refusal.ts';

/**
 * The organization, if it may be asked for anything.
 * @throws Refusal `unknown_organization`, `organization_closed` or `organization_suspended`
 */
export function openOrganization(organization: OrganizationRow | null): OrganizationRow {
  if (organization === null) throw new Refusal('unknown_organization');
  switch (organization.status) {
    case 'closed':
      throw new Refusal('organization_closed');
    case 'suspended':
      throw new Refusal('organization_suspended', organization.status_reason ?? undefined);
    case 'trial':
    case 'active':
      return organization;
  }
}
