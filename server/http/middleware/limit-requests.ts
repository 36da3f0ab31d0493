import type { RequestHandler } from 'express';
import type { Limits } from '../../access/limits.ts';
import { contextOf } from '../context.ts';

/** Before anything is looked up: one address cannot take the whole node. */
export function limitAddress(limits: Limits): RequestHandler {
  return async (request, _response, next) => {
    await limits.spend('address', request.ip ?? '');
    next();
  };
}

/** Once it is known who asks whom: one organization, and one person or device of it. */
export function limitPrincipal(limits: Limits): RequestHandler {
  return async (_request, response, next) => {
    const { organization, identity } = contextOf(response);
    if (organization) await limits.spend('organization', organization.id);
    const actor = identity?.actor;
    if (actor?.id) await limits.spend('principal', `${actor.organizationId}:${actor.kind}:${actor.id}`);
    next();
  };
}
