import type { RequestHandler } from 'express';
import { hasRoom, mostOf, PlanLimitReached } from '../../../models/rules/plans.ts';
import type { Access } from '../../access/access.ts';
import { contextOf } from '../context.ts';

/**
 * Counts the calls of everybody who is known; a passer-by could use up somebody else's day. When the day's calls are used up, the
 * API keys are refused: nobody at a counter is ever stopped by a count.
 */
export function countCalls({ usage, plans }: Pick<Access, 'usage' | 'plans'>): RequestHandler {
  return async (_request, response, next) => {
    const { organization, identity } = contextOf(response);
    if (organization && identity) {
      if (identity.actor.kind === 'api_key') {
        const most = mostOf(await plans.termsOf(organization), 'api_calls');
        const used = usage.callsToday(organization.id);
        // The refused ones are counted, too: with the first one of a new day the node learns that there is one.
        usage.called(organization.id);
        if (most !== null && !hasRoom(used, most)) throw new PlanLimitReached('api_calls', used, most);
      } else usage.called(organization.id);
    }
    next();
  };
}
