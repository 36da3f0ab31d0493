import type { Row } from '../../../models/columns.ts';
import type { DomainRow } from '../../../models/domain.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';

/** The directory knows everybody's hosts; this is one of the asker's own, that was not given up. @throws Refusal `not_found` */
export async function ownDomainRow(tx: Reading, id: string): Promise<Row<DomainRow>> {
  const row = await findRow(tx, tx.database.Domain, id);
  if (row.released_at !== null) throw new Refusal('not_found');
  return row;
}
