import { Refusal } from '../../../models/rules/refusal.ts';
import { ROLES, type Actor, type Role } from '../../../models/vocabulary.ts';

/** Nobody gives, takes or keeps a role above one's own. @throws Refusal `not_permitted` */
export function requireNotAbove(actor: Actor, role: Role): void {
  if (actor.kind !== 'user' || ROLES.indexOf(role) < ROLES.indexOf(actor.role)) throw new Refusal('not_permitted');
}
