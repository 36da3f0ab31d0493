import pg from 'pg';
import { type Database, openDatabase } from './database.ts';

let one: Database;
let other: Database;

beforeAll(async () => {
  [one, other] = await Promise.all([openDatabase(), openDatabase()]);
});
afterAll(() => Promise.all([one.close(), other.close()]));

test('a test file sees nothing of another', async () => {
  await ask(one.adminUrl, 'CREATE TABLE only_here (id integer)');
  expect(await ask(one.adminUrl, `SELECT to_regclass('only_here') IS NOT NULL AS here`)).toEqual([{ here: true }]);
  expect(await ask(other.adminUrl, `SELECT to_regclass('only_here') IS NOT NULL AS here`)).toEqual([{ here: false }]);
});

test('the service logs in as a role that owns nothing, makes nothing and bypasses nothing', async () => {
  const [role] = await ask(
    one.appUrl,
    `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
            has_database_privilege(current_database(), 'TEMPORARY') AS temporary,
            has_schema_privilege('public', 'CREATE') AS creates,
            EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid) AS owns
     FROM pg_roles WHERE rolname = current_user`,
  );
  expect(Object.values(role ?? {})).toEqual(Array(7).fill(false));
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // What `sql` answers is the caller's to know.
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
