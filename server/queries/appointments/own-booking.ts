import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

/** The one matter that a booking's link stands for. @throws Refusal `not_permitted` for anybody else */
export function ownBooking(tx: Reading): string {
  if (tx.actor.kind !== 'booking') throw new Refusal('not_permitted');
  return tx.actor.id;
}
