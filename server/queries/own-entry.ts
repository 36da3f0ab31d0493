import { Refusal } from '../../models/rules/refusal.ts';
import type { Reading } from './snapshot.ts';

/** The one entry that a patient's link stands for. @throws Refusal `not_permitted` for anybody else */
export function ownEntryId(tx: Reading): string {
  if (tx.actor.kind !== 'patient') throw new Refusal('not_permitted');
  return tx.actor.entryId;
}
