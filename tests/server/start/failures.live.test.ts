import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { start } from '../../support/started.ts';

const SECRET_KEY = 'only-for-tests-0123456789abcdef0123456789abcdef';

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await openDatabase();
  folder = mkdtempSync(join(tmpdir(), 'waitlessq-start-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is said by a start that fails as it should: one line, no stack, exit code 1. */
async function complaintOf(environment: Record<string, string>, options = {}): Promise<string> {
  const started = start({ PORT: '0', DEMO: 'false', ...environment }, options);
  expect(await started.ended()).toBe(1);
  const complaint = started.complaints();
  expect(complaint).toMatch(/^WaitLessQ cannot start\. [^\n]+\n$/);
  return complaint;
}

test('settings that are wrong are all named', async () => {
  const complaint = await complaintOf({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(complaint).toMatch(/PORT must be a number; LOG_LEVEL must be/);
});

test('a port in use is found out before anything else is made', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number }; // it listens on TCP
  const dataDir = join(folder, 'unused');
  expect(await complaintOf({ PORT: String(port), DATA_DIR: dataDir })).toContain(`PORT ${port} is in use on 127.0.0.1`);
  expect(() => rmSync(dataDir)).toThrow('ENOENT');
  other.close();
  await once(other, 'close');
});

test('an address that is not this machine', async () => {
  expect(await complaintOf({ HOST: '192.0.2.1', PORT: String(await freePort()), DATA_DIR: folder })).toContain(
    'HOST 192.0.2.1',
  );
});

test('a data folder that cannot be written', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await complaintOf({ DATA_DIR: join(folder, 'file/data') })).toContain('a part of the path is a file');
});

test('a data folder that belongs to somebody else', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  // Root may write everywhere, so it has to be somebody else then.
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
  expect(await complaintOf({ DATA_DIR: closed }, { uid: nobody, folder: '/' })).toContain('permission denied');
});

test('a database that nobody answers for', async () => {
  const port = await freePort();
  const complaint = await complaintOf({
    DATABASE_URL: `postgres://clinic:secret-word@127.0.0.1:${port}/queues`,
    SECRET_KEY,
  });
  expect(complaint).toContain(`DATABASE_URL: PostgreSQL at 127.0.0.1:${port}/queues cannot be used`);
  expect(complaint).not.toContain('secret-word');
});

test('a database that does not know the password', async () => {
  const url = new URL(database.appUrl);
  url.password = 'wrong-word';
  const complaint = await complaintOf({ DATABASE_URL: url.href, SECRET_KEY });
  expect(complaint).toContain('password authentication failed');
  expect(complaint).not.toContain('wrong-word');
});

test('a role that sees every organization', async () => {
  expect(await complaintOf({ DATABASE_URL: database.adminUrl, SECRET_KEY })).toContain('is a superuser');
});

test('a role that owns tables', async () => {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const name = `owning_${Date.now()}`;
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'tests' IN ROLE waitlessq_runtime`);
  await admin.query(`CREATE TABLE owned (id int); ALTER TABLE owned OWNER TO ${name}`);
  const url = new URL(database.appUrl);
  url.username = name;
  try {
    expect(await complaintOf({ DATABASE_URL: url.href, SECRET_KEY })).toContain(`the role ${name} owns tables`);
  } finally {
    await admin.query(`DROP TABLE owned; DROP ROLE ${name}`);
    await admin.end();
  }
});

test('a database without the schema says how to get it', async () => {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const name = `empty_${Date.now()}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(database.appUrl);
  url.pathname = `/${name}`;
  try {
    expect(await complaintOf({ DATABASE_URL: url.href, SECRET_KEY })).toMatch(/lacks \d+ migrations .*npm run migrate/);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
});

test('a Redis that nobody answers for', async () => {
  const port = await freePort();
  const settings = { DATABASE_URL: database.appUrl, SECRET_KEY, REDIS_URL: `redis://:secret-word@127.0.0.1:${port}` };
  const complaint = await complaintOf(settings);
  expect(complaint).toContain(`REDIS_URL: Redis at 127.0.0.1:${port} cannot be used`);
  expect(complaint).not.toContain('secret-word');
});
