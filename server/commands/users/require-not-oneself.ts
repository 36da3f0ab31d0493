import { Refusal } from '../../../models/rules/refusal.ts';
import type { Actor } from '../../../models/vocabulary.ts';

/** The own password is changed in the own account, which takes the present one. @throws Refusal `not_permitted` */
export function requireNotOneself(actor: Actor, userId: string): void {
  if (actor.id === userId) throw new Refusal('not_permitted', 'The own password is changed in the own account.');
}
