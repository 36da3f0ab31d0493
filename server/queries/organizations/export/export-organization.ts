import { permit } from '../../../../models/rules/permissions.ts';
import type { Reading } from '../../snapshot.ts';
import { exportedColumns } from './columns.ts';
import { readable } from './readable.ts';
import { tenantTables, type TenantTable } from './tables.ts';

/** Where the text goes; settles when there is room for more. */
export type Write = (text: string) => Promise<void>;

/** Rows in memory at once. */
const AT_ONCE = 200;

/**
 * Everything of the organization, of one moment, as lines of JSON: a head and one line for each row. However much there is, little
 * of it is in memory.
 */
export async function exportOrganization(tx: Reading, write: Write): Promise<{ rows: number; tables: number }> {
  if (tx.actor.kind !== 'system') permit(tx.actor, 'organization.export');
  // Whoever reads it may read slowly; the writer gives up before this.
  await tx.query({
    name: 'wait-for-reader',
    text: `SET LOCAL idle_in_transaction_session_timeout = '60s'`,
    values: [],
  });
  const tables = await tenantTables(tx);
  const head = { export: 'waitlessq', version: 1, organization_id: tx.actor.organizationId, at: tx.now.toISOString() };
  await write(`${JSON.stringify(head)}\n`);
  let rows = 0;
  for (const table of tables) {
    await openCursor(tx, table);
    for (let some = await fetchSome(tx); some.length > 0; some = await fetchSome(tx)) {
      rows += some.length;
      const name = JSON.stringify(table.name);
      await write(some.map((row) => `{"table":${name},"row":${readable(table.name, row, tx.personal)}}\n`).join(''));
    }
    await tx.query({ name: 'export-close', text: 'CLOSE export', values: [] });
  }
  return { rows, tables: tables.length };
}

/** The last line, when everything else is done: a file without it was cut off. */
export function endOfExport(rows: number): string {
  return `${JSON.stringify({ end: true, rows })}\n`;
}

/** Names come from the catalogue, never from a request. */
async function openCursor(tx: Reading, { schema, name, columns, key }: TenantTable): Promise<void> {
  const quoted = (names: readonly string[]) => names.map((one) => `"${one}"`).join(', ');
  const own = name === 'organizations' ? 'id' : 'organization_id';
  await tx.query({
    name: `export-${schema}-${name}`,
    text: `DECLARE export NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS row FROM (
             SELECT ${quoted(exportedColumns(name, columns))} FROM "${schema}"."${name}" WHERE ${own} = $1 ORDER BY ${quoted(key)}) r`,
    values: [tx.actor.organizationId],
  });
}

async function fetchSome(tx: Reading): Promise<string[]> {
  const fetched = await tx.query<{ row: string }>({
    name: 'export-fetch',
    text: `FETCH ${AT_ONCE} FROM export`,
    values: [],
  });
  return fetched.map(({ row }) => row);
}
