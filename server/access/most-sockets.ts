import { mostOf } from '../../models/rules/plans.ts';
import type { Ports } from '../../realtime/ports.ts';
import type { Access } from './access.ts';

/** The sockets' port of the same name. */
export function createMostSockets({
  organizations,
  plans,
}: Pick<Access, 'organizations' | 'plans'>): Ports['mostSockets'] {
  return async (organizationId) => {
    const organization = await organizations.byId(organizationId);
    return organization && mostOf(await plans.termsOf(organization), 'sockets');
  };
}
