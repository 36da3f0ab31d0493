import pg from 'pg';
import { openTerminal } from '../../support/cli.ts';
import { type Database, openDatabase } from '../../support/database.ts';

jest.setTimeout(120_000);

/** What was alone becomes one organization among others. */

let database: Database;
let admin: pg.Client;
let terminal: ReturnType<typeof openTerminal>;
beforeEach(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  terminal = openTerminal({
    DATABASE_URL: database.appUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    SECRET_KEY: 'only-for-tests-0123456789abcdef0123456789abcdef',
  });
});
afterEach(async () => {
  await admin.end();
  await database.close();
});

test('the one organization of a database that knew no other is given its names', async () => {
  expect(await terminal.say('adopt', '--slug', 'our-clinic')).toMatchObject({
    code: 1,
    complaints: 'There is no organization to adopt: create-organization makes one.\n',
  });
  const make = ['--owner', 'Olga', '--email', 'olga@example.org', '--time-zone', 'UTC'];
  const { id } = await terminal.ask<{ id: string }>(
    'create-organization',
    '--slug',
    'default',
    '--name',
    'Clinic',
    ...make,
  );
  expect(await terminal.ask('adopt', '--slug', 'our-clinic', '--subdomain', 'queue')).toEqual({
    id,
    slug: 'our-clinic',
    subdomain: 'queue',
    changed: true,
  });
  expect(await terminal.ask('adopt', '--slug', 'our-clinic', '--subdomain', 'queue')).toMatchObject({ changed: false });
  expect((await admin.query('SELECT slug, subdomain FROM control.organizations')).rows).toEqual([
    { slug: 'our-clinic', subdomain: 'queue' },
  ]);
  // The old name is nobody's for a while: printed codes do not lead to somebody else.
  expect(await terminal.say('create-organization', '--slug', 'default', '--name', 'Other', ...make)).toMatchObject({
    code: 1,
    complaints: 'This is taken already.\n',
  });
  await terminal.ask('create-organization', '--slug', 'second', '--name', 'Second', ...make);
  expect(await terminal.say('adopt', '--slug', 'third')).toMatchObject({
    code: 1,
    complaints: 'There are several organizations already: nothing here was alone.\n',
  });
});

const LEGACY = `
  CREATE SCHEMA legacy;
  CREATE TABLE legacy.offices (id serial PRIMARY KEY, name text, address text);
  CREATE TABLE legacy.providers (id serial PRIMARY KEY, name text);
  CREATE TABLE legacy.users (id serial PRIMARY KEY, email text, name text, role text, password_hash text);
  CREATE TABLE legacy.queues (id serial PRIMARY KEY, name text, office_id integer, provider_id integer);
  CREATE TABLE legacy.visits (id serial PRIMARY KEY, what text);
  INSERT INTO legacy.offices (name) VALUES ('Main Street'), ('Harbour');
  INSERT INTO legacy.providers (name) VALUES ('Dr. Grey');
  INSERT INTO legacy.users (email, name, role, password_hash) VALUES
    ('Stan@Example.org', 'Stan', 'staff', '$argon2id$v=19$kept'), ('mia@example.org', 'Mia', 'manager', '$2b$10$other'), ('OLGA@example.org', 'Olga', 'owner', NULL);
  INSERT INTO legacy.queues (name, office_id, provider_id) VALUES ('General', 1, 1), ('Blood', 2, NULL);
  INSERT INTO legacy.visits (what) VALUES ('x')`;
const FROM = [
  'adopt',
  '--from-schema',
  'legacy',
  '--slug',
  'old-clinic',
  '--name',
  'Old Clinic',
  '--owner',
  'Olga',
  '--email',
  'olga@example.org',
  '--time-zone',
  'Europe/Berlin',
];

test("another program's tables become an organization: every row, and what points at what", async () => {
  await admin.query(LEGACY);
  const adopted = await terminal.ask<{ id: string; copied: object; left: object; link: string }>(...FROM);
  expect(adopted).toMatchObject({
    copied: { offices: 2, providers: 1, users: 2, queues: 2 },
    left: { visits: 1 },
    link: expect.stringContaining('/o/old-clinic/admin#sign-in='),
  });
  const { rows: queues } = await admin.query(
    `SELECT q.name, q.prefix, o.name AS office, o.time_zone, p.name AS provider FROM queues q
     JOIN offices o USING (organization_id) LEFT JOIN providers p ON p.organization_id = q.organization_id AND p.id = q.provider_id
     WHERE o.id = q.office_id AND q.organization_id = $1 ORDER BY q.prefix`,
    [adopted.id],
  );
  expect(queues).toEqual([
    { name: 'General', prefix: 'A', office: 'Main Street', time_zone: 'Europe/Berlin', provider: 'Dr. Grey' },
    { name: 'Blood', prefix: 'B', office: 'Harbour', time_zone: 'Europe/Berlin', provider: null },
  ]);
  const { rows: users } = await admin.query(
    'SELECT email, role, password_hash FROM users WHERE organization_id = $1 ORDER BY email',
    [adopted.id],
  );
  expect(users).toMatchObject([
    { email: 'mia@example.org', role: 'manager', password_hash: null },
    { email: 'olga@example.org', role: 'owner' },
    { email: 'stan@example.org', role: 'staff', password_hash: '$argon2id$v=19$kept' },
  ]);
  expect((await admin.query('SELECT after FROM audit_log WHERE action = $1', ['organization.adopted'])).rows).toEqual([
    { after: adopted.copied },
  ]);
  expect(await terminal.say(...FROM)).toMatchObject({ code: 1, complaints: 'This is taken already.\n' });
});

test('what does not fit leaves nothing behind', async () => {
  await admin.query(LEGACY);
  await admin.query(`UPDATE legacy.queues SET office_id = 99 WHERE name = 'Blood'`);
  const { code, complaints } = await terminal.say(...FROM);
  expect(code).toBe(1);
  expect(complaints).toMatch(
    /^The rows of legacy\.queues do not fit, and nothing was kept: a row points to one that is not there\.$/m,
  );
  expect((await admin.query('SELECT FROM control.organizations')).rowCount).toBe(0);
  expect((await admin.query('SELECT FROM offices')).rowCount).toBe(0);
  await admin.query('ALTER TABLE legacy.queues ADD COLUMN organization_id uuid');
  expect((await terminal.say(...FROM)).complaints).toContain('legacy.queues has organizations already');
  expect((await terminal.say(...FROM.map((word) => (word === 'legacy' ? 'public' : word)))).complaints).toContain(
    "name the schema that the other program's tables are in",
  );
});
