import type { Attributes, WhereOptions } from 'sequelize';
import type { Edited, Row, Table } from '../../models/columns.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Writing } from './transact.ts';

/**
 * What a body refers to must be there and in use. The same answer for another organization's, which the foreign keys would refuse
 * in words of their own.
 * @param where  what is said of each, for whoever reads the problem: `body.office_id`
 * @throws Refusal `not_found`
 */
export async function requireExisting<T extends Edited>(
  tx: Writing,
  table: Table<T>,
  ids: readonly (string | null | undefined)[],
  where: string,
): Promise<void> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  if (wanted.length === 0) return;
  const found = await table.count({
    where: { organization_id: tx.actor.organizationId, id: wanted, active: true } as WhereOptions<Attributes<Row<T>>>, // columns of every T
    transaction: tx.transaction,
  });
  if (found < wanted.length) throw missing(where);
}

/** What is not there, or not for the asker. */
export function missing(where: string): Refusal {
  return new Refusal('not_found', undefined, [{ path: where, message: 'There is no such thing here.' }]);
}
