import type { CounterRow } from '../../../models/counter.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { findRow } from '../find-row.ts';
import { concernsOffice } from '../own-offices.ts';
import type { Reading } from '../snapshot.ts';

/** A counter of an office where the actor works. @throws Refusal `not_found` */
export async function ownCounter(tx: Reading, id: string): Promise<CounterRow> {
  const row = await findRow(tx, tx.database.Counter, id);
  if (!(await concernsOffice(tx, row.office_id))) throw new Refusal('not_found');
  return row;
}
