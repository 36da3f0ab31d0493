import type { RequestHandler } from 'express';
import { mostOf } from '../../../models/rules/plans.ts';
import type { Access } from '../../access/access.ts';
import type { Limits } from '../../access/limits.ts';
import { networkOf } from '../../access/network-of.ts';
import { companyOf, paceOf } from '../../access/pace.ts';
import { contextOf } from '../context.ts';

/** Before anything is looked up: one address cannot take the whole node. */
export function limitAddress(limits: Limits): RequestHandler {
  return async (request, _response, next) => {
    await limits.spend('address', networkOf(request.ip ?? ''));
    next();
  };
}

/** Once it is known who asks whom: one person, screen, key or address, and then all of its kind in the organization. */
export function limitPace({ limits, plans }: Pick<Access, 'limits' | 'plans'>): RequestHandler {
  return async (request, response, next) => {
    const { organization, identity } = contextOf(response);
    if (organization === null) return next();
    const actor = identity?.actor ?? null;
    const requests = mostOf(await plans.termsOf(organization), 'requests');
    const who = actor?.id ? `${actor.kind}:${actor.id}` : `address:${networkOf(request.ip ?? '')}`;
    const principal = `${organization.id}:${who}`;
    await limits.spend('principal', principal, paceOf(requests, 'principal'));
    if (!READS.has(request.method)) await limits.spend('writes', principal, paceOf(requests, 'writes'));
    const company = companyOf(actor);
    await limits.spend(company, organization.id, paceOf(requests, company));
    next();
  };
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
