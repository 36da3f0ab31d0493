import type { OrganizationRow } from '../../../models/organization.ts';
import type { Branding, Organization } from '../../../realtime/contract/resources/organizations.ts';

export function organizationAnswer(row: OrganizationRow): Organization {
  const { id, slug, subdomain, name, status, plan_type, features, time_zone, languages, revision } = row;
  return {
    ...{ id, slug, subdomain, name, status, plan_type, features, time_zone, languages, revision },
    branding: brandingAnswer(row),
    status_reason: row.status_reason,
    trial_ends_at: row.trial_ends_at?.toISOString() ?? null,
    require_otp: row.require_otp,
    retention_days: row.retention_days,
    check_in_by_name: row.check_in_by_name,
    created_at: row.created_at.toISOString(),
  };
}

/** What everybody may see: name and looks. */
export function brandingAnswer({ name, slug, branding, languages, time_zone }: OrganizationRow): Branding {
  return {
    name,
    slug,
    logo_url: branding.logo === undefined ? (branding.logo_url ?? null) : logoAddress(slug, branding.logo),
    primary_colour: branding.primary_colour ?? null,
    contact: {
      phone: branding.contact?.phone ?? null,
      email: branding.contact?.email ?? null,
      website: branding.contact?.website ?? null,
    },
    languages,
    time_zone,
  };
}

/** Right on every host that leads to the organization, because the path agrees with each. */
function logoAddress(slug: string, version: string): string {
  return `/o/${slug}/api/v1/organization/logo?v=${version}`;
}
