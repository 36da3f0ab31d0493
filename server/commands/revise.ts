import { literal, type Attributes, type WhereOptions } from 'sequelize';
import type { Owned, Row, Table } from '../../models/columns.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { findRow } from '../queries/find-row.ts';
import { audit, changed } from './log/audit.ts';
import { NOUNS } from './log/nouns.ts';
import type { Writing } from './transact.ts';

type Revised = Owned & { revision: number };

/** What changed in rows that belong to the revised one: the offices of a provider. */
export type Related = { before: Readonly<Record<string, unknown>>; after: Readonly<Record<string, unknown>> };

/**
 * Changes what was given, and only what nobody else has changed meanwhile. What belongs to the settings of an organization stands
 * in the audit log afterwards.
 * @param expected  the revision that the change is meant for; null: whichever there is
 * @param more  whether rows that belong to it change, too: the revision stands for them as well
 * @throws Refusal `not_found`, `version_mismatch`
 */
export async function revise<T extends Revised>(
  tx: Writing,
  table: Table<T>,
  { id, expected }: { id: string; expected: number | null },
  changes: { [K in keyof T]?: T[K] | undefined },
  more: boolean | Related = false,
): Promise<Row<T>> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const before = await findRow(tx, table, id, { lock: true });
  if (expected !== null && before.revision !== expected) throw new Refusal('version_mismatch');
  if (Object.keys(given).length === 0 && more === false) return before;
  const where = { organization_id: tx.actor.organizationId, id };
  const [, [row]] = await table.update(
    { ...given, revision: literal('revision + 1') },
    { where: where as WhereOptions<Attributes<Row<T>>>, returning: true, transaction: tx.transaction },
  );
  if (!row) throw new Refusal('not_found');
  const noun = NOUNS[table.tableName];
  if (noun !== undefined) {
    const related = typeof more === 'boolean' ? { before: {}, after: {} } : more;
    await audit(tx, {
      action: `${noun}.changed`,
      subjectId: id,
      ...changed({ ...pick(before.get(), given), ...related.before }, { ...pick(row.get(), given), ...related.after }),
    });
  }
  return row;
}

/** The columns that were given, without a secret. */
function pick(row: object, given: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column in given && column !== 'token_hash'));
}
