import { readdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '../support/database.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations');
const THIS = '20261122-1510-seal-and-forget-people.ts';

let server: Database;
let admin: pg.Client;
let old: pg.Client;
const name = `old_${randomBytes(6).toString('hex')}`;

/** A database as it was before anybody's name was sealed. */
beforeAll(async () => {
  server = await openDatabase();
  admin = new pg.Client(server.adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  old = new pg.Client(url.href);
  await old.connect();
  for (const file of (await readdir(FOLDER)).toSorted()) if (file < THIS) await migrate(file);
});
afterAll(async () => {
  await old.end();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  await server.close();
});

async function migrate(file: string): Promise<void> {
  const { up } = (await import(join(FOLDER, file))) as { up(sql: (text: string) => Promise<unknown>): Promise<void> }; // every file of the folder
  await up((text) => old.query(text));
}

test('the history of a queue loses its names and keeps the order of everything else', async () => {
  const id = '01900000-0000-7000-8000-000000000001';
  await old.query('SET session_replication_role = replica');
  const event = (version: number, change: object) =>
    old.query(
      `INSERT INTO queue_events (organization_id, queue_id, version, epoch, at, type, actor_kind, public_change, staff_change)
       VALUES ($1, $1, $2, 'e', now(), 'entry.joined', 'user', '{}', $3)`,
      [id, version, JSON.stringify(change)],
    );
  const person = (seq: number) => ({
    seq,
    patient_name: 'Canary',
    phone: '+34600',
    note: 'Canary limps',
    language: 'de',
  });
  await event(1, { prev: 0, set: [person(3), person(1), person(2)], removed: [9] });
  await event(2, { prev: 1, set: [], removed: [1] });

  await migrate(THIS);

  const { rows } = await old.query<{ change: object }>(
    'SELECT staff_change AS change FROM queue_events ORDER BY version',
  );
  expect(rows.map(({ change }) => change)).toEqual([
    { prev: 0, set: [3, 1, 2].map((seq) => ({ seq, language: 'de' })), removed: [9] },
    { prev: 1, set: [], removed: [1] },
  ]);
});
