import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { cpuUs } from './cpu-time.ts';
import { makeCredentials, SECRET_KEY } from './credentials.ts';
import { Crowd } from './crowd.ts';
import { closeConnections } from './http-client.ts';
import { signUp } from './organization.ts';
import { slugOf } from './paper-clinics.ts';
import type { RawLineOptions } from './raw-line.ts';
import { Speaker } from './speaker.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

/** Those who are connected already. */
const HELD = [0, 1_000, 5_000];
const ROUNDS = 5;
/** Let in by both before anything is measured: whoever has just started is slower at first, and that for long. */
const FIRST = 3_000;
const CONNECTS = 200;
const AT_ONCE = 20;
/** A node takes so many a minute from one address; a clinic's proxy names more than one. */
const ADDRESSES = 200;
const GOODBYES_MS = 500;
/** A second has a sweep in it. */
const IDLE_MS = 1_000;

type Measured = { us: number; idleMsPerS: number };
type Way = { name: string; pid: number; crowd: Crowd; lines: readonly RawLineOptions[] };

/** What it costs a node to let somebody in, beside a Socket.IO that lets in everybody. */
export async function benchConnect(bench: Bench): Promise<Table> {
  const database = await bench.database();
  const node = await bench.node({
    databaseUrl: database.appUrl,
    env: { SECRET_KEY, TRUSTED_PROXIES: 'loopback' },
  });
  const bare = await Speaker.start({ kind: 'socket.io' }, bench);
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  bench.afterwards(() => admin.end());
  const organization = await signUp(node.url);
  closeConnections();
  const { staff, displays, patients } = await makeCredentials(admin, organization, CONNECTS);

  const crowd = new Crowd(bench);
  const ours = (token: string, n: number): RawLineOptions => ({
    ...{ url: node.url, namespace: `/org/${organization.slug}`, token, from: `10.0.0.${n % ADDRESSES}` },
  });
  const nobodys: RawLineOptions = { url: bare.url, namespace: `/org/${slugOf(0)}` };
  const ways: Way[] = [
    { name: 'staff, signed in', pid: node.pid, crowd, lines: staff.map(ours) },
    { name: 'display, paired', pid: node.pid, crowd, lines: displays.map(ours) },
    { name: "patient, by the ticket's link", pid: node.pid, crowd, lines: patients.map(ours) },
    { name: BARE, pid: bare.pid, crowd, lines: Array.from({ length: CONNECTS }, () => nobodys) },
  ];
  const held = new Crowd(bench);
  const busyOf = watchBusy({
    'the node': node.pid,
    PostgreSQL: { tree: bench.postgres.pid },
    'Socket.IO alone': bare.pid,
    'those who connect': [crowd.pid, held.pid],
  });
  const hold = async (count: number) => {
    await held.open(Array.from({ length: count }, (_, n) => ours(patients[n % CONNECTS] ?? '', n)));
    await held.open(Array.from({ length: count }, () => nobodys));
  };
  await hold(FIRST);
  await held.drop();
  const rows: Row[] = [];
  for (const [index, there] of HELD.entries()) {
    await hold(there - (HELD[index - 1] ?? 0));
    const measured = await measure(ways);
    const of = (way: Way | undefined, figure: keyof Measured) =>
      median(((way && measured.get(way)) ?? []).map((one) => one[figure]));
    for (const way of ways) {
      rows.push({
        cells: {
          who: `${way.name}, ${there} there`,
          'CPU ms': round(of(way, 'us') / 1_000, 2),
          'beside a bare one': round(of(way, 'us') / of(ways.at(-1), 'us'), 2),
          'idle, ms per s': round(of(way, 'idleMsPerS'), 1),
        },
        ...(way.name !== BARE && {
          goals: [
            { of: 'CPU ms', atMost: 1.2 },
            { of: 'beside a bare one', atMost: 1.5 },
          ],
        }),
      });
    }
  }
  return {
    title: 'Connecting: CPU of the node for each screen that is let in',
    how:
      `After ${FIRST} connects to each, medians of ${ROUNDS} alternating rounds of ${CONNECTS} connects, ${AT_ONCE} at once, from the first byte until Socket.IO says that they are connected; each with a credential of its own, ` +
      'which was shown in the round before and has been forgotten since. Socket.IO alone asks for nothing and knows nobody. What a process uses anyhow in as long a time is taken off, and said.',
    busy: busyOf(),
    rows,
  };
}

const BARE = 'Socket.IO alone';

async function measure(ways: readonly Way[]): Promise<Map<Way, Measured[]>> {
  const measured = new Map<Way, Measured[]>(ways.map((way) => [way, []]));
  // The first round warms up and is not counted.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const way of ways) {
      const figures = await measureOne(way);
      if (turn > 0) measured.get(way)?.push(figures);
    }
  }
  return measured;
}

async function measureOne({ pid, crowd, lines }: Way): Promise<Measured> {
  const began = { at: performance.now(), used: cpuUs(pid) };
  await crowd.open(lines, { atOnce: AT_ONCE });
  const ms = performance.now() - began.at;
  const used = cpuUs(pid) - began.used;
  await crowd.drop();
  await pause(GOODBYES_MS);
  // What it does anyhow for those who are there.
  const idle = { at: performance.now(), used: cpuUs(pid) };
  await pause(IDLE_MS);
  const idlePerMs = (cpuUs(pid) - idle.used) / (performance.now() - idle.at);
  return { us: (used - idlePerMs * ms) / lines.length, idleMsPerS: idlePerMs };
}
