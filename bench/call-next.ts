import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../tests/support/database.ts';
import { findProgram } from '../tests/support/find-program.ts';
import { startNode } from '../tests/support/node.ts';
import { cpuMs, treeCpuMs } from './cpu.ts';
import { closeConnections, post } from './http-client.ts';
import { signUp } from './organization.ts';
import { connectRaw, PGBENCH_SCRIPT, rawCall } from './raw-call.ts';
import { median, round, type Table } from './table.ts';
import { fillWaitingRooms, type Call } from './waiting-rooms.ts';

const ROUNDS = 5;
const CALLS_A_ROUND = 400;
const QUEUES = 50;
const CALLERS = [1, 8];

type Way = { name: string; make(calls: readonly Call[], callers: number): Promise<void>; clientPid: number };
type Measured = { perSecond: number; clientUs: number; postgresUs: number };

/** "Call next" through HTTP, beside the same transaction by raw `pg` and by pgbench, in alternating rounds on one database. */
export async function benchCallNext(postgres: { pid: number }): Promise<Table> {
  const database = await openDatabase();
  const node = await startNode({ databaseUrl: database.appUrl, env: { LOG_LEVEL: 'warn' } });
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const raw = await Promise.all(Array.from({ length: Math.max(...CALLERS) }, () => connectRaw(database.appUrl)));
  const pgbench = findProgram('pgbench');
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-bench-'));
  try {
    const organization = await signUp(node.url);
    const ways: Way[] = [
      {
        name: 'HTTP, the service',
        clientPid: node.pid,
        make: (calls, callers) =>
          shared(calls, callers, async ({ queueId, counterId }) => {
            await post(node.url, `/api/v1/queues/${queueId}/calls`, {
              body: { counter_id: counterId },
              token: organization.token,
            });
          }),
      },
      {
        name: 'raw pg, prepared and pipelined',
        clientPid: process.pid,
        make: (calls, callers) =>
          shared(calls, callers, (call, caller) => rawCall(raw[caller] as pg.Client, organization.id, call)), // one for each caller
      },
    ];
    if (pgbench !== undefined) {
      writeFileSync(join(folder, 'call.sql'), PGBENCH_SCRIPT);
      ways.push({
        name: 'pgbench, the limit',
        clientPid: NaN,
        make: async (calls, callers) => {
          await handOut(admin, organization.id, calls);
          const each = String(calls.length / callers);
          await promisify(execFile)(pgbench, [
            '-n',
            '-M',
            'prepared',
            '-f',
            join(folder, 'call.sql'),
            '-c',
            String(callers),
            '-t',
            each,
            database.appUrl,
          ]);
        },
      });
    }
    const calls = await fillWaitingRooms(
      admin,
      { id: organization.id, userId: organization.userId },
      {
        queues: QUEUES,
        calls: CALLS_A_ROUND * ways.length * CALLERS.length * (ROUNDS + 1),
      },
    );
    const rows: Table['rows'] = [];
    for (const callers of CALLERS) rows.push(...(await rounds(ways, callers, calls, postgres.pid)));
    return {
      title: 'Call next: calls per second, and CPU per call',
      how:
        `${ROUNDS} alternating rounds of ${CALLS_A_ROUND} calls over ${QUEUES} queues, medians; every call waits for the disk. The same statements in each way, the idempotency key\n` +
        `included; the service also checks the token and the input, decides, and publishes. The callers share the machine's cores with all of it.` +
        (pgbench === undefined ? ' pgbench is not installed: its rows are missing.' : ''),
      rows,
    };
  } finally {
    closeConnections();
    rmSync(folder, { recursive: true, force: true });
    await Promise.all(raw.map((client) => client.end()));
    await admin.end();
    await node.stop();
    await database.close();
  }
}

async function rounds(
  ways: readonly Way[],
  callers: number,
  calls: Call[],
  postgresPid: number,
): Promise<Table['rows']> {
  const measured = new Map<Way, Measured[]>(ways.map((way) => [way, []]));
  // The first round warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of ways) {
      const figures = await measure(way, calls.splice(0, CALLS_A_ROUND), callers, postgresPid);
      if (round > 0) measured.get(way)?.push(figures);
    }
  }
  const of = (way: Way, figure: keyof Measured) => median((measured.get(way) ?? []).map((one) => one[figure]));
  const reference = ways[1] as Way; // raw pg is always there
  return ways.map((way) => ({
    way: `${way.name}, ${callers} ${callers === 1 ? 'caller' : 'callers'}`,
    'calls/s': round(of(way, 'perSecond')),
    'beside raw pg': round(of(way, 'perSecond') / of(reference, 'perSecond'), 2),
    'client CPU us': Number.isNaN(of(way, 'clientUs')) ? '-' : round(of(way, 'clientUs')),
    'PostgreSQL CPU us': round(of(way, 'postgresUs')),
    'all CPU beside raw pg': Number.isNaN(of(way, 'clientUs'))
      ? '-'
      : round(
          (of(way, 'clientUs') + of(way, 'postgresUs')) / (of(reference, 'clientUs') + of(reference, 'postgresUs')),
          2,
        ),
  }));
}

async function measure(way: Way, calls: readonly Call[], callers: number, postgresPid: number): Promise<Measured> {
  const before = { client: cpuMs(way.clientPid), postgres: treeCpuMs(postgresPid), at: performance.now() };
  await way.make(calls, callers);
  const seconds = (performance.now() - before.at) / 1000;
  const perCall = (ms: number) => (ms * 1000) / calls.length;
  return {
    perSecond: calls.length / seconds,
    clientUs: perCall(cpuMs(way.clientPid) - before.client),
    postgresUs: perCall(treeCpuMs(postgresPid) - before.postgres),
  };
}

/** So many callers take one call after the other until none is left. */
async function shared(
  calls: readonly Call[],
  callers: number,
  make: (call: Call, caller: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let call = calls[next++]; call !== undefined; call = calls[next++]) await make(call, caller);
    }),
  );
}

/** Where pgbench finds the calls that it is to make. */
async function handOut(admin: pg.Client, organizationId: string, calls: readonly Call[]): Promise<void> {
  await admin.query(`DROP TABLE IF EXISTS bench_calls; DROP SEQUENCE IF EXISTS bench_next; CREATE SEQUENCE bench_next;
    CREATE TABLE bench_calls (n bigint PRIMARY KEY, organization_id uuid, queue_id uuid, counter_id uuid);
    GRANT SELECT ON bench_calls TO PUBLIC; GRANT USAGE ON bench_next TO PUBLIC`);
  await admin.query(
    `INSERT INTO bench_calls SELECT n, $1, queue_id, counter_id FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (queue_id, counter_id, n)`,
    [organizationId, calls.map(({ queueId }) => queueId), calls.map(({ counterId }) => counterId)],
  );
}
