import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';

/** The user who asks. Only people have an account of their own. @throws Refusal `unauthenticated` */
export function signedInUser(actor: Actor): string {
  if (actor.kind !== 'user') throw new Refusal('unauthenticated');
  return actor.id;
}
