import { domainToASCII } from 'node:url';
import type { OrganizationRow } from '../../models/organization.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Organizations } from './organizations.ts';

/** Where a request says it belongs. A locator that is null was not given. */
export type Locators = {
  /** The raw Host. */
  host: string | null;
  /** From `/o/<slug>/...`. */
  pathSlug: string | null;
  /** `X-Tenant-ID`: slug or id. */
  header: string | null;
  /** `tenant_id`: slug or id. */
  query: string | null;
};

/** Which organization, and whether the host alone says so. */
export type Located = { organization: OrganizationRow | null; byHost: boolean };

export type LocateOrganization = (locators: Locators) => Promise<Located>;

/**
 * Locators say where, credentials say who. Two locators that disagree are refused: picking one silently would one day pick
 * the wrong one.
 * @param baseDomain  the domain whose first-level subdomains are organizations; null on a host that is shared by all
 * @param multiTenant  false: one organization serves every host
 */
export function createLocateOrganization(
  organizations: Organizations,
  { baseDomain, multiTenant }: { baseDomain: string | null; multiTenant: boolean },
): LocateOrganization {
  const bySlugOrId = (name: string) =>
    UUID.test(name) ? organizations.byId(name.toLowerCase()) : organizations.bySlug(name);

  return async ({ host, pathSlug, header, query }) => {
    const subdomain = baseDomain === null || host === null ? null : subdomainOf(host, baseDomain);
    const named = await Promise.all([
      ...(subdomain === null ? [] : [organizations.bySubdomain(subdomain)]),
      ...(pathSlug === null ? [] : [organizations.bySlug(pathSlug)]),
      ...(header === null ? [] : [bySlugOrId(header)]),
      ...(query === null ? [] : [bySlugOrId(query)]),
      ...(multiTenant ? [] : [organizations.only()]),
    ]);
    if (named.length === 0) return { organization: null, byHost: false };
    const [first = null] = named;
    if (named.some((other) => other?.id !== first?.id)) throw new Refusal('ambiguous_organization');
    if (first === null && (multiTenant || named.length > 1)) throw new Refusal('unknown_organization');
    return { organization: first, byHost: subdomain !== null || !multiTenant };
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The label before the base domain, or null for the base domain itself, its www, and every other host. */
function subdomainOf(host: string, baseDomain: string): string | null {
  const name = domainToASCII(host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, ''));
  if (!name.endsWith(`.${baseDomain}`)) return null;
  const label = name.slice(0, -baseDomain.length - 1);
  return label === 'www' ? null : label;
}
