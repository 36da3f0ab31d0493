import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../support/database.ts';

/** Jobs lie outside row security: what the service's role can do there, and what it cannot. */
let database: Database;
let admin: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  app = new pg.Client(database.appUrl);
  await Promise.all([admin.connect(), app.connect()]);
});
afterAll(async () => {
  await Promise.all([admin.end(), app.end()]);
  await database.close();
});

const PLAN = `SELECT app.plan_message($1, 'reminder', now(), 120, now())`;
const [own, other] = [randomUUID(), randomUUID()];

async function as<T>(organizationId: string | null, work: () => Promise<T>): Promise<T> {
  await app.query('BEGIN');
  try {
    if (organizationId !== null)
      await app.query(`SELECT set_config('app.organization_id', $1, true)`, [organizationId]);
    const result = await work();
    await app.query('COMMIT');
    return result;
  } catch (error) {
    await app.query('ROLLBACK');
    throw error;
  }
}
const seen = async () => (await app.query('SELECT payload FROM graphile_worker._private_jobs')).rowCount;

test('an organization plans its own and sees nobody’s', async () => {
  for (const id of [own, other]) await as(id, () => app.query(PLAN, [randomUUID()]));
  expect(await as(own, seen)).toBe(0);
  for (const sql of [
    'UPDATE graphile_worker._private_jobs SET run_at = now()',
    'DELETE FROM graphile_worker._private_jobs',
    'UPDATE graphile_worker._private_tasks SET identifier = identifier',
  ])
    expect(await as(own, async () => (await app.query(sql).catch(() => ({ rowCount: 0 }))).rowCount)).toBe(0);
  const { rows } = await admin.query<{ organization_id: string }>(
    `SELECT payload ->> 'organization_id' AS organization_id FROM graphile_worker._private_jobs ORDER BY id`,
  );
  expect(rows.map(({ organization_id }) => organization_id)).toEqual([own, other]);
});

test('a worker, which has no organization, sees what there is to do, ids and times', async () => {
  const { rows } = await app.query<{ payload: object; key: string }>(
    'SELECT payload, key FROM graphile_worker._private_jobs',
  );
  expect(rows).toHaveLength(2);
  for (const { payload, key } of rows) {
    expect(Object.keys(payload)).toEqual(['organization_id', 'appointment_id', 'kind', 'starts_at', 'lead']);
    expect(key).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/reminder\/120$/);
  }
});

test('nobody plans without an organization, adds a job by another way, or makes anything of their own there', async () => {
  await expect(as(null, () => app.query(PLAN, [randomUUID()]))).rejects.toMatchObject({ code: '42501' });
  for (const sql of [
    `SELECT graphile_worker.add_job('tell', '{"organization_id": "${other}"}')`,
    `INSERT INTO graphile_worker._private_jobs (task_id, payload) VALUES (1, '{}')`,
    'CREATE TABLE graphile_worker.mine (id int)',
    'TRUNCATE graphile_worker._private_jobs',
    'SELECT * FROM graphile_worker.migrations',
  ])
    for (const who of [own, null]) await expect(as(who, () => app.query(sql))).rejects.toMatchObject({ code: '42501' });
});

test('the tables are those that this version of the library knows', async () => {
  const { rows } = await admin.query<{ revision: number; tables: string[] }>(
    `SELECT (SELECT max(id) FROM graphile_worker.migrations) AS revision,
       array(SELECT relname::text FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' ORDER BY 1) AS tables`,
  );
  // Whoever takes a newer one looks here at what it has added, and says in a migration who may use it.
  expect(rows).toEqual([
    {
      revision: 19,
      tables: ['_private_job_queues', '_private_jobs', '_private_known_crontabs', '_private_tasks', 'migrations'],
    },
  ]);
});

test('the same thing planned again is one job, at its last moment', async () => {
  const about = randomUUID();
  for (const at of ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'])
    await as(own, () => app.query(`SELECT app.plan_message($1, 'reminder', now(), 1440, $2)`, [about, at]));
  const { rows } = await admin.query<{ run_at: Date }>(
    `SELECT run_at FROM graphile_worker._private_jobs WHERE payload ->> 'appointment_id' = $1`,
    [about],
  );
  expect(rows).toEqual([{ run_at: new Date('2026-01-02T00:00:00Z') }]);
});
