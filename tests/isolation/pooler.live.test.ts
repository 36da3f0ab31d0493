import pg from 'pg';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import { openDatabase, type Database } from '../support/database.ts';
import { startNode, type RunningNode } from '../support/node.ts';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer.ts';
import { callNext, join, signUpClinic, type Clinic } from '../support/service.ts';
import { apiOf, yes } from '../support/api.ts';

/**
 * Through PgBouncer in transaction mode: the connections of a whole service are two, and every transaction takes whichever is
 * free. What one organization left on a connection would be the next one's.
 */
const POOL_SIZE = 2;
const PEOPLE = 25;
let database: Database;
let pooler: PgBouncer;
let node: RunningNode;

beforeAll(async () => {
  database = await openDatabase();
  pooler = await startPgBouncer(database.appUrl, { poolSize: POOL_SIZE });
  node = await startNode({ databaseUrl: pooler.url, env: { LOG_LEVEL: 'warn' } });
});
afterAll(async () => {
  await node?.stop();
  await pooler?.stop();
  await database?.close();
});

/** A morning at one counter, everything at once that can be. */
async function morning(clinic: Clinic): Promise<{ queueId: string; entryIds: string[] }> {
  const queue = await clinic.queue('A', { public_join: true });
  const counter = await clinic.counter([queue.id], clinic.owner);
  const joined = await Promise.all(
    Array.from({ length: PEOPLE }, (_, n) => join(clinic.owner, queue.id, { patient_name: `${clinic.slug} ${n}` })),
  );
  for (let n = 0; n < PEOPLE / 5; n++) {
    const { entry } = await callNext(clinic.owner, queue.id, counter);
    await Promise.all([
      clinic.owner.get(`/queues/${queue.id}/board`),
      clinic.owner.get('/queues'),
      clinic.owner.get('/users'),
    ]);
    await yes(clinic.owner.post(`/entries/${entry.id}/service`));
    await yes(clinic.owner.post(`/entries/${entry.id}/completion`));
  }
  return { queueId: queue.id, entryIds: joined.map(({ entry }) => entry.id) };
}

test('two organizations share two connections all morning, and each sees its own people only', async () => {
  const clinics = await Promise.all([signUpClinic(node.url), signUpClinic(node.url)]);
  const [one, other] = clinics;
  const [mornings, backends] = await Promise.all([Promise.all(clinics.map(morning)), mostBackends()]);

  // The pooler really stood between, and was short of connections.
  expect(backends).toBeLessThanOrEqual(POOL_SIZE);
  for (const [clinic, stranger, own, foreign] of [
    [one, other, mornings[0], mornings[1]],
    [other, one, mornings[1], mornings[0]],
  ] as const) {
    const board = await yes(clinic.owner.get<StaffBoard>(`/queues/${own?.queueId}/board`));
    expect(board.entries).toHaveLength(PEOPLE - PEOPLE / 5);
    expect(JSON.stringify(board)).not.toContain(stranger.slug);
    expect((await clinic.owner.get(`/queues/${foreign?.queueId}/board`)).status).toBe(404);
    expect((await clinic.owner.delete(`/entries/${foreign?.entryIds.at(-1)}`, { reason: 'test' })).status).toBe(404);
    const anybody = await apiOf(node.url, { slug: clinic.slug }).get('/queues/joinable');
    expect(JSON.stringify(anybody.body)).not.toContain(foreign?.queueId);
  }
  expect(node.logs()).not.toMatch(/prepared statement|"level":50/);
});

/** Watches for a moment how many connections the database has of us. */
async function mostBackends(): Promise<number> {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  let most = 0;
  for (let look = 0; look < 20; look++) {
    const { rowCount } = await admin.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    most = Math.max(most, rowCount ?? 0);
    await admin.query('SELECT pg_sleep(0.03)');
  }
  await admin.end();
  return most;
}

test('no transaction leaves anything on its connection', async () => {
  const clients = await Promise.all(
    Array.from({ length: POOL_SIZE }, async () => {
      const client = new pg.Client(pooler.url);
      await client.connect();
      // Open transactions: each holds another one of the connections that the morning was spent on.
      await client.query('BEGIN');
      return client;
    }),
  );
  const left = await Promise.all(
    clients.map(async (client) => {
      const { rows } = await client.query<{
        pid: number;
        organization: string | null;
        settings: string[] | null;
        tables: number;
      }>(`
        SELECT pg_backend_pid() AS pid, nullif(current_setting('app.organization_id', true), '') AS organization,
          (SELECT array_agg(name) FROM pg_settings WHERE source = 'session' AND name NOT IN ('application_name', 'client_encoding',
            'DateStyle', 'TimeZone', 'standard_conforming_strings', 'IntervalStyle')) AS settings,
          (SELECT count(*)::int FROM queues) AS tables`);
      return rows[0];
    }),
  );
  for (const client of clients) {
    await client.query('ROLLBACK');
    await client.end();
  }
  expect(new Set(left.map((one) => one?.pid)).size).toBe(POOL_SIZE);
  expect(left).toEqual(left.map((one) => ({ pid: one?.pid, organization: null, settings: null, tables: 0 })));
});
