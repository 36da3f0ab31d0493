import { literal, type Attributes, type WhereOptions } from 'sequelize';
import type { Owned, Row, Table } from '../../models/columns.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { findRow } from '../queries/find-row.ts';
import type { Writing } from './transact.ts';

type Revised = Owned & { revision: number };

/**
 * Changes what was given, and only what nobody else has changed meanwhile.
 * @param expected  the revision that the change is meant for; null: whichever there is
 * @param more  whether rows that belong to it change, too: the revision stands for them as well
 * @throws Refusal `not_found`, `version_mismatch`
 */
export async function revise<T extends Revised>(
  tx: Writing,
  table: Table<T>,
  { id, expected }: { id: string; expected: number | null },
  changes: { [K in keyof T]?: T[K] | undefined },
  more = false,
): Promise<Row<T>> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0 && !more) {
    const row = await findRow(tx, table, id);
    if (expected !== null && row.revision !== expected) throw new Refusal('version_mismatch');
    return row;
  }
  const where = { organization_id: tx.actor.organizationId, id, ...(expected !== null && { revision: expected }) };
  const [, [row]] = await table.update(
    { ...given, revision: literal('revision + 1') },
    { where: where as WhereOptions<Attributes<Row<T>>>, returning: true, transaction: tx.transaction },
  );
  if (row) return row;
  await findRow(tx, table, id);
  throw new Refusal('version_mismatch');
}
