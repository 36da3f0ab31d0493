import { Op, type Attributes, type WhereOptions } from 'sequelize';
import type { Owned, Row, Table } from '../../models/columns.ts';
import type { Reading } from './snapshot.ts';

/** A part of a list: `limit` rows after the row with the id `after`. */
export type PageOf = { limit: number; after: string | null };
/** Of a list that is not everybody's: of these rows only. */
type Among = PageOf & { among?: 'all' | readonly string[] };
export type Page<T> = { data: T[]; after: string | null };

/** Rows in the order in which they were made: our ids begin with the time. `undefined` in `where` means any. */
export async function page<T extends Owned, A>(
  tx: Reading,
  table: Table<T>,
  { limit, after, among = 'all' }: Among,
  where: Partial<Record<keyof T, unknown>>,
  answer: (rows: Row<T>[]) => A[] | Promise<A[]>,
): Promise<Page<A>> {
  const given = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
  const rows = await table.findAll({
    where: {
      ...given,
      organization_id: tx.actor.organizationId,
      ...(after !== null && { id: { [Op.gt]: after } }),
      ...(among !== 'all' && { [Op.and]: [{ id: among }] }),
    } as WhereOptions<Attributes<Row<T>>>, // columns of T
    order: [['id', 'ASC']],
    limit: limit + 1,
    transaction: tx.transaction,
  });
  const shown = rows.slice(0, limit);
  return { data: await answer(shown), after: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
