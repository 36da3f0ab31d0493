import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';

/**
 * The first line of what only the platform does: the operator at the terminal, and the clock. Nobody inside an organization has
 * such a right, so it is no permission of the table.
 * @throws Refusal `not_permitted`
 */
export function requireSystem(actor: Actor): void {
  if (actor.kind !== 'system') throw new Refusal('not_permitted');
}
