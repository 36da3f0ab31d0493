import { Refusal } from '../../../models/rules/refusal.ts';
import type { Actor } from '../../../models/vocabulary.ts';

/**
 * What guards the own account is changed there, which takes the present password: somebody else may sit at this screen.
 * @throws Refusal `not_permitted`
 */
export function requireNotOneself(actor: Actor, userId: string, what: 'password' | 'second factor'): void {
  if (actor.id === userId) throw new Refusal('not_permitted', `The own ${what} is changed in the own account.`);
}
