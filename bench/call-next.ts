import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findProgram } from '../tests/support/find-program.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { cpuMs, treeCpuMs } from './cpu.ts';
import { closeConnections, post } from './http-client.ts';
import { signUp } from './organization.ts';
import { connectRaw, PGBENCH_SCRIPT, rawCall } from './raw-call.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';
import { fillWaitingRooms, type Call } from './waiting-rooms.ts';

const ROUNDS = 5;
const QUEUES = 50;
/** How many call at once, and how many calls a round has: enough to see CPU in hundredths of a second. */
const CALLERS = [
  { callers: 1, calls: 200 },
  { callers: 8, calls: 400 },
  { callers: 32, calls: 640 },
];

type Measured = { perSecond: number; clientUs: number; postgresUs: number };
type Way = {
  name: string;
  clientPid: number;
  /** Before it is measured. */
  prepare?(calls: readonly Call[]): Promise<void>;
  /** @returns calls per second as it says itself, where it knows better than the clock around it */
  make(calls: readonly Call[], callers: number): Promise<number | void>;
};

/** "Call next" through HTTP, beside the same transaction by raw `pg` and by pgbench, in alternating rounds on one database. */
export async function benchCallNext({ postgres, database, node: startNode, afterwards }: Bench): Promise<Table> {
  const { appUrl, adminUrl } = await database();
  const node = await startNode({ databaseUrl: appUrl });
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  afterwards(() => admin.end());
  afterwards(closeConnections);
  const raw = await Promise.all(
    Array.from({ length: Math.max(...CALLERS.map(({ callers }) => callers)) }, () => connectRaw(appUrl)),
  );
  afterwards(() => Promise.all(raw.map((client) => client.end())));

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
  const pgbench = findProgram('pgbench');
  if (pgbench !== undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'waitlessq-bench-'));
    afterwards(() => rmSync(folder, { recursive: true, force: true }));
    const script = join(folder, 'call.sql');
    writeFileSync(script, PGBENCH_SCRIPT);
    ways.push({
      name: 'pgbench, the limit',
      clientPid: NaN,
      prepare: (calls) => handOut(admin, organization.id, calls),
      make: async (calls, callers) => {
        const each = String(calls.length / callers);
        const { stdout } = await promisify(execFile)(pgbench, [
          ...['-n', '-M', 'prepared', '-f', script, '-c', String(callers), '-t', each],
          appUrl,
        ]);
        // Without the time to connect, which the others do not have either.
        return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
      },
    });
  }
  const total = CALLERS.reduce((sum, { calls }) => sum + calls, 0) * ways.length * (ROUNDS + 1);
  const calls = await fillWaitingRooms(admin, organization, { queues: QUEUES, calls: total });
  const busy = watchBusy({ 'the node': node.pid, PostgreSQL: { tree: postgres.pid }, 'this program': process.pid });
  const rows: Row[] = [];
  const analyze = () => admin.query('ANALYZE');
  for (const size of CALLERS) rows.push(...(await rounds(ways, size, calls, { postgresPid: postgres.pid, analyze })));
  return {
    title: 'Call next: calls per second, and CPU per call',
    how:
      `${ROUNDS} alternating rounds over ${QUEUES} queues, medians; every call waits for the disk. The same statements in each way, the idempotency key included; the service also checks the token and the input, decides, and publishes. The program that calls is not counted as the service's client.` +
      (pgbench === undefined ? ' pgbench is not installed: its rows are missing.' : ''),
    busy: busy(),
    rows,
  };
}

async function rounds(
  ways: readonly Way[],
  { callers, calls: each }: (typeof CALLERS)[number],
  calls: Call[],
  { postgresPid, analyze }: { postgresPid: number; analyze: () => Promise<unknown> },
): Promise<Row[]> {
  const measured = new Map<Way, Measured[]>(ways.map((way) => [way, []]));
  // The first round warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of ways) {
      const figures = await measure(way, calls.splice(0, each), callers, postgresPid);
      if (round > 0) measured.get(way)?.push(figures);
    }
    // PostgreSQL does so by itself within a minute, and plans anew: what was planned for empty tables gets slower with every call.
    if (round === 0) await analyze();
  }
  const of = (way: Way, figure: keyof Measured) => median((measured.get(way) ?? []).map((one) => one[figure]));
  const allCpu = (way: Way) => of(way, 'clientUs') + of(way, 'postgresUs');
  const [service, reference] = ways as [Way, Way]; // these two are always there
  return ways.map((way) => ({
    cells: {
      way: `${way.name}, ${callers} ${callers === 1 ? 'caller' : 'callers'}`,
      'calls/s': round(of(way, 'perSecond')),
      'calls/s beside raw pg': round(of(way, 'perSecond') / of(reference, 'perSecond'), 2),
      'client CPU us': orDash(round(of(way, 'clientUs'))),
      'PostgreSQL CPU us': round(of(way, 'postgresUs')),
      'PostgreSQL beside raw pg': round(of(way, 'postgresUs') / of(reference, 'postgresUs'), 2),
      'all CPU beside raw pg': orDash(round(allCpu(way) / allCpu(reference), 2)),
    },
    ...(way === service && {
      goals: [
        { of: 'all CPU beside raw pg', atMost: 1.6 },
        { of: 'PostgreSQL beside raw pg', atMost: 1.1 },
        { of: 'calls/s beside raw pg', atLeast: 0.6 },
      ],
    }),
  }));
}

function orDash(figure: number): number | string {
  return Number.isNaN(figure) ? '-' : figure;
}

async function measure(way: Way, calls: readonly Call[], callers: number, postgresPid: number): Promise<Measured> {
  await way.prepare?.(calls);
  const before = { client: cpuMs(way.clientPid), postgres: treeCpuMs(postgresPid), at: performance.now() };
  const told = await way.make(calls, callers);
  const seconds = (performance.now() - before.at) / 1000;
  const perCall = (ms: number) => (ms * 1000) / calls.length;
  return {
    perSecond: told ?? calls.length / seconds,
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
