import { Refusal } from '../../models/rules/refusal.ts';
import type { Host } from './host-name.ts';
import type { DirectoryRow, Organizations } from './organizations.ts';
import { isOwnName, isSubdomain, subdomainOf, type Site } from './site.ts';

/** Where a request says it belongs. A locator that is null was not given. */
export type Locators = {
  host: Host | null;
  /** From `/o/<slug>/...`. */
  pathSlug: string | null;
  /** `X-Tenant-ID`: slug or id. */
  header: string | null;
  /** `tenant_id`: slug or id. */
  query: string | null;
};

/** Which organization, and whether the host alone says so. */
export type Located = { organization: DirectoryRow | null; byHost: boolean };

export type LocateOrganization = (locators: Locators) => Promise<Located>;

/**
 * Locators say where, credentials say who. Two locators that disagree are refused: picking one silently would one day pick
 * the wrong one.
 */
export function createLocateOrganization(organizations: Organizations, site: Site): LocateOrganization {
  const byHost = createLocateByHost(organizations, site);
  // What cannot be a name is not looked up: the answers are kept under it.
  const bySlug = async (name: string) => (isSubdomain(name) ? organizations.bySlug(name) : null);
  const bySlugOrId = (name: string) => (UUID.test(name) ? organizations.byId(name.toLowerCase()) : bySlug(name));

  return async ({ host, pathSlug, header, query }) => {
    const hosted = host === null ? 'shared' : await byHost(host);
    const others = await Promise.all([
      ...(pathSlug === null ? [] : [bySlug(pathSlug)]),
      ...(header === null ? [] : [bySlugOrId(header)]),
      ...(query === null ? [] : [bySlugOrId(query)]),
      ...(site.multiTenant ? [] : [organizations.only()]),
    ]);
    const named = hosted === 'shared' ? others : [hosted, ...others];
    if (named.length === 0) return { organization: null, byHost: false };
    const [first = null] = named;
    if (named.some((other) => other?.id !== first?.id)) throw new Refusal('ambiguous_organization');
    if (first === null && (site.multiTenant || named.length > 1)) throw new Refusal('unknown_organization');
    return { organization: first, byHost: hosted !== 'shared' || !site.multiTenant };
  };
}

export type LocateByHost = (host: Host) => Promise<DirectoryRow | null | 'shared'>;

/** Whose host it is; null for one below the base domain that nobody has, `shared` for every other. */
export function createLocateByHost(organizations: Organizations, site: Site): LocateByHost {
  return async (host) => {
    if (!site.multiTenant) return 'shared';
    const subdomain = subdomainOf(host, site);
    if (subdomain !== null) return isSubdomain(subdomain) ? organizations.bySubdomain(subdomain) : null;
    if (!mayBeDomain(host) || isOwnName(host.name, site)) return 'shared';
    return (await organizations.byHost(host.name)) ?? 'shared';
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nobody looks up addresses and the names of one's own network. */
function mayBeDomain({ name }: Host): boolean {
  return /\.[a-z][a-z0-9-]*$/.test(name);
}
