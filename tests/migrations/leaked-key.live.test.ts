import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Database } from '../support/database.ts';
import { allowAnything, fillEveryTable } from '../support/fill-every-table.ts';

/** What docs/security.md says to run when `SECRET_KEY` has leaked. */
const text = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');
const [, sql = ''] = /## When something leaks[^]*?```sql\n([^]*?)```/.exec(text) ?? [];

type Column = { table: string; column: string };

let database: Database;
let admin: pg.Client;
beforeAll(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  await allowAnything(admin);
  await fillEveryTable(admin, uuidv7(), 'leaked');
  for (const { table, column } of await madeWithTheKey())
    if (column === 'personal') await admin.query(`UPDATE ${table} SET personal = 'sealed'`);
});
afterAll(async () => {
  await admin?.end();
  await database?.close();
});

/** What was sealed or hashed with a key that comes of `SECRET_KEY`: bytes that are neither a file nor a plain hash, and indexes. */
async function madeWithTheKey(): Promise<Column[]> {
  const { rows } = await admin.query<Column>(`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
      AND ((data_type = 'bytea' AND column_name NOT IN ('token_hash', 'device_code_hash', 'content'))
        OR (data_type = 'text' AND (column_name LIKE '%\\_index' OR column_name = 'person_key')))
    ORDER BY 1, 2`);
  return rows;
}

async function filled(columns: readonly Column[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rowCount } = await admin.query(`SELECT FROM ${table} WHERE ${column} IS NOT NULL`);
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}

test('what the old key sealed is given up in every table, by the very words of the page on security', async () => {
  const columns = await madeWithTheKey();
  expect(await filled(columns)).toEqual(columns.map(({ table, column }) => `${table}.${column}`));
  expect(columns).toEqual(
    expect.arrayContaining([
      { table: 'appointments', column: 'personal' },
      { table: 'entries', column: 'personal' },
      { table: 'push_subscriptions', column: 'push_address' },
      { table: 'users', column: 'otp_secret' },
    ]),
  );
  await admin.query(sql);
  expect(await filled(columns)).toEqual([]);
});
