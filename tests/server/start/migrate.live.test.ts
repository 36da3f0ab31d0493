import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, notAmong, pendingMigrations } from '../../../server/migrate.ts';
import { type Database, openDatabase } from '../../support/database.ts';

let database: Database;
let admin: pg.Client;
let emptyUrl: string;
const name = `empty_${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(database.adminUrl);
  url.pathname = `/${name}`;
  emptyUrl = url.href;
});
afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  await database.close();
});

test('nodes that start at once on an empty database migrate it once', async () => {
  const needed = await notAmong([]);
  expect(await pendingMigrations(emptyUrl)).toEqual(needed);
  const lines: string[] = [];
  const applied = await Promise.all([1, 2, 3].map(() => migrate(emptyUrl, { log: (line) => lines.push(line) })));
  expect(applied.flat().toSorted()).toEqual(needed);
  expect(lines.filter((line) => line.startsWith('Migrated'))).toHaveLength(needed.length);
  expect(lines).toContain('Another node is migrating the database; waiting for it.');
  expect(await pendingMigrations(emptyUrl)).toEqual([]);
});

test('the login of the service becomes a member of the runtime role, once', async () => {
  const login = `login_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD 'tests'`);
  try {
    await migrate(emptyUrl, { runtimeLogin: login });
    await migrate(emptyUrl, { runtimeLogin: login });
    const url = new URL(emptyUrl);
    url.username = login;
    url.password = 'tests';
    expect(await pendingMigrations(url.href)).toEqual([]);
  } finally {
    await admin.query(`DROP ROLE ${login}`);
  }
});

test('a login that does not exist is named', async () => {
  await expect(migrate(emptyUrl, { runtimeLogin: 'nobody_at_all' })).rejects.toThrow('nobody_at_all');
});
