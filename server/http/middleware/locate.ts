import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { LocateOrganization } from '../../access/locate-organization.ts';
import { namedOrganization } from '../../access/named-organization.ts';
import { existingOrganization } from '../../access/open-organization.ts';
import type { Organizations } from '../../access/organizations.ts';
import type { Proxies } from '../../access/proxies.ts';
import { contextOf } from '../context.ts';
import { credentialOf } from '../credential.ts';

const PREFIX = /^\/o\/([^/?]+)(?=[/?]|$)/;

/**
 * Which organization is asked: by host, path, header or query; where none of them says so, the one that the credential names.
 * `/o/<slug>` is taken off the address, so that everything behind it is the same with and without.
 */
export function locate({
  locateOrganization,
  organizations,
  proxies,
  production,
}: {
  locateOrganization: LocateOrganization;
  organizations: Organizations;
  proxies: Proxies;
  /** Answers do not say which organization was found. */
  production: boolean;
}): RequestHandler {
  return async (request, response, next) => {
    const context = contextOf(response);
    context.host = proxies.hostOf(request);
    refuseSecondHost(request);
    const pathSlug = takePrefix(request);
    context.credential = credentialOf(request);
    context.named = context.credential === null ? null : namedOrganization(context.credential);
    const { organization, byHost } = await locateOrganization({
      host: context.host,
      pathSlug,
      header: request.get('X-Tenant-ID') ?? null,
      query: single(request.query['tenant_id']),
    });
    const found = organization ?? (context.named === null ? null : await organizations.byId(context.named));
    if (found) {
      // Before it is refused, too: the log says which one was asked for.
      context.organization = found;
      if (!production) response.set('X-Organization', found.slug);
      existingOrganization(found);
      context.base = byHost && pathSlug === null ? '' : `/o/${found.slug}`;
    }
    next();
  };
}

/** An address that is written out in full names a host beside the one in the header, and only proxies are asked like that. */
function refuseSecondHost({ url }: Request): void {
  if (url.startsWith('/') || url === '*') return;
  throw new Refusal('invalid_input', 'Write the address without the host: it stands in the header Host.');
}

function takePrefix(request: Request): string | null {
  const [prefix, slug] = PREFIX.exec(request.url) ?? [];
  if (prefix === undefined || slug === undefined) return null;
  const rest = request.url.slice(prefix.length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  return slug;
}

function single(value: unknown): string | null {
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw new Refusal('ambiguous_organization');
  return value;
}
