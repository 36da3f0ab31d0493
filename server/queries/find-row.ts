import type { Attributes, WhereOptions } from 'sequelize';
import type { Owned, Row, Table } from '../../models/columns.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Reading } from './snapshot.ts';

/** One row of the organization. Another organization's is refused like one that does not exist. @throws Refusal `not_found` */
export async function findRow<T extends Owned>(
  tx: Reading,
  table: Table<T>,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Row<T>> {
  const row = await table.findOne({
    where: { organization_id: tx.actor.organizationId, id } as WhereOptions<Attributes<Row<T>>>, // columns of every T
    transaction: tx.transaction,
    lock,
  });
  if (!row) throw new Refusal('not_found');
  return row;
}
