import pg from 'pg';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Called } from '../../realtime/contract/commands.ts';
import { apiOf, yes } from '../support/api.ts';
import { openDatabase, type Database } from '../support/database.ts';
import { startNode, type RunningNode } from '../support/node.ts';
import { startPgBouncer, type PgBouncer } from '../support/pgbouncer.ts';
import { startRedis, type Redis } from '../support/redis.ts';
import { join, signUpClinic, type Clinic } from '../support/service.ts';

/**
 * Two nodes open up to sixteen connections to a pooler in transaction mode, which has four. Several organizations work at once, each
 * at both nodes, so that every connection of the database is everybody's in turn.
 */
const POOL_SIZE = 4;
const ORGANIZATIONS = 4;
const QUEUES = 2;
const PEOPLE = 20;
const COUNTERS = 4;
let database: Database;
let redis: Redis;
let pooler: PgBouncer;
const nodes: RunningNode[] = [];

beforeAll(async () => {
  database = await openDatabase();
  redis = await startRedis();
  pooler = await startPgBouncer(database.appUrl, { poolSize: POOL_SIZE });
  const settings = { databaseUrl: pooler.url, redisUrl: redis.url, env: { LOG_LEVEL: 'warn' } };
  nodes.push(await startNode(settings), await startNode(settings));
}, 60_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await pooler?.stop();
  await redis?.stop();
  await database?.close();
});

type Day = { clinic: Clinic; queueIds: string[]; calls: { queueId: string; call: Called }[] };

/** People come to every queue at both nodes while every counter calls until nobody is left. */
async function work(clinic: Clinic): Promise<Day> {
  const at = nodes.map(({ url }) => apiOf(url, { token: clinic.ownerToken }));
  const anyOf = (n: number) => at[n % at.length] ?? clinic.owner;
  const queueIds = (await Promise.all(['A', 'B'].slice(0, QUEUES).map((prefix) => clinic.queue(prefix)))).map(
    ({ id }) => id,
  );
  const counters: string[] = [];
  for (let n = 0; n < COUNTERS; n++) counters.push(await clinic.counter(queueIds, clinic.owner));
  const day: Day = { clinic, queueIds, calls: [] };

  const coming = Promise.all(
    queueIds.flatMap((queueId, q) => Array.from({ length: PEOPLE }, (_, n) => join(anyOf(n + q), queueId))),
  );
  let hasEverybodyCome = false;
  const calling = counters.map(async (counter_id, c) => {
    for (let n = c, idle = 0; idle < queueIds.length; n++) {
      const queueId = queueIds[n % queueIds.length] ?? '';
      const late = hasEverybodyCome;
      const { status, body } = await anyOf(n).post<Called & { code?: string }>(`/queues/${queueId}/calls`, {
        counter_id,
      });
      if (status === 409 && body.code === 'queue_empty') {
        // Whoever was still on the way may have come meanwhile.
        idle = late ? idle + 1 : 0;
        continue;
      }
      idle = 0;
      if (status >= 300) throw new Error(`a call was answered ${status}: ${JSON.stringify(body)}`);
      day.calls.push({ queueId, call: body });
      await yes(anyOf(n + 1).post(`/entries/${body.entry.id}/service`));
      await yes(anyOf(n).post(`/entries/${body.entry.id}/completion`));
    }
  });
  await coming;
  hasEverybodyCome = true;
  await Promise.all(calling);
  return day;
}

/** Outside every transaction, on whichever connection is free, all the time: what a transaction left behind would be seen. */
function watchForLeaks() {
  const seen = new Set<string>();
  let looks = 0;
  let over = false;
  const watching = (async () => {
    const client = new pg.Client(pooler.url);
    await client.connect();
    while (!over) {
      const { rows } = await client.query<{ organization: string | null; rows: number }>(
        `SELECT nullif(current_setting('app.organization_id', true), '') AS organization, (SELECT count(*)::int FROM queues) AS rows`,
      );
      looks += 1;
      if (rows[0]?.organization !== null || rows[0]?.rows !== 0) seen.add(JSON.stringify(rows[0]));
    }
    await client.end();
  })();
  return {
    async end() {
      over = true;
      await watching;
      return { looks, seen: [...seen] };
    },
  };
}

test('several organizations share four connections all day: nobody is called twice, nobody is refused, nothing is left behind', async () => {
  const clinics: Clinic[] = [];
  for (let n = 0; n < ORGANIZATIONS; n++) clinics.push(await signUpClinic(nodes[n % nodes.length]?.url ?? ''));
  const leaks = watchForLeaks();
  const began = performance.now();
  // Everybody ends their day, also when somebody was refused.
  const ended = await Promise.allSettled(clinics.map(work));
  const seconds = (performance.now() - began) / 1_000;
  const { looks, seen } = await leaks.end();
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  const days = ended.flatMap((day) => (day.status === 'fulfilled' ? [day.value] : []));

  expect(seen).toEqual([]);
  expect(looks).toBeGreaterThan(20);
  const commands = ORGANIZATIONS * QUEUES * PEOPLE * 4;
  console.log(
    `${commands} commands of ${ORGANIZATIONS} organizations through ${POOL_SIZE} connections in ${seconds.toFixed(1)} s; ${looks} looks between, nothing left`,
  );
  const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);
  for (const { clinic, queueIds, calls } of days) {
    for (const queueId of queueIds) {
      const own = calls.filter((one) => one.queueId === queueId).map(({ call }) => call);
      expect(new Set(own.map(({ entry }) => entry.id)).size).toBe(PEOPLE);
      expect(own.map(({ call_seq }) => call_seq).toSorted((a, b) => a - b)).toEqual(upTo(PEOPLE));
      expect((await yes(clinic.owner.get<StaffBoard>(`/queues/${queueId}/board`))).entries).toEqual([]);
    }
  }
  expect(await whatIsStored()).toEqual(
    clinics
      .flatMap(({ organizationId }) => [{ organizationId, calls: QUEUES * PEOPLE, people: QUEUES * PEOPLE }])
      .toSorted(byId),
  );
  for (const node of nodes) expect(node.logs()).not.toMatch(/prepared statement|"level":(?:50|60)/);
});

const byId = (a: { organizationId: string }, b: { organizationId: string }) =>
  a.organizationId < b.organizationId ? -1 : 1;

/** Past the pooler and past row security. */
async function whatIsStored() {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const { rows } = await admin.query<{ organizationId: string; calls: number; people: number }>(
    `SELECT organization_id AS "organizationId", count(*)::int AS calls, count(DISTINCT entry_id)::int AS people FROM calls GROUP BY 1`,
  );
  await admin.end();
  return rows.toSorted(byId);
}
