import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually } from '../tests/support/eventually.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { rssMb } from './cpu-time.ts';
import { SECRET_KEY } from './credentials.ts';
import { Crowd } from './crowd.ts';
import { makeLoadOrganizations } from './load-organizations.ts';
import type { RawLineOptions } from './raw-line.ts';
import { round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [1_000, 5_000, 10_000];
const ORGANIZATIONS = 50;
/** Nothing is said meanwhile, and what connecting has left behind may be collected. */
const QUIET_MS = 5_000;
const PER = 10_000;

/** What a node holds for screens to which nothing happens. */
export async function benchIdleMemory(bench: Bench): Promise<Table> {
  const database = await bench.database();
  const organizations = await makeLoadOrganizations(database, ORGANIZATIONS);
  const preload = pathToFileURL(join(import.meta.dirname, 'tell-memory.mjs')).href;
  const node = await bench.node({
    databaseUrl: database.appUrl,
    env: { SECRET_KEY, TRUSTED_PROXIES: 'loopback', NODE_OPTIONS: `--import ${preload}` },
  });
  const crowd = new Crowd(bench);
  const busyOf = watchBusy({ 'the node': node.pid, 'the screens': crowd.pid });
  const line = (n: number): RawLineOptions => {
    const organization = n % ORGANIZATIONS;
    const one = organizations[organization];
    if (one === undefined) throw new Error('an organization is missing');
    // Every other one is a display, the others are staff.
    const token = Math.floor(n / ORGANIZATIONS) % 2 === 0 ? one.display_token : one.staff_token;
    const from = `10.64.${organization}.${n % 100}`;
    return { url: node.url, namespace: `/org/${one.slug}`, token, queueIds: [one.queue_id], from };
  };
  const empty = await memoryOf(node);
  const rows: Row[] = [];
  for (const [index, sockets] of SIZES.entries()) {
    const before = SIZES[index - 1] ?? 0;
    await crowd.open(Array.from({ length: sockets - before }, (_, n) => line(before + n)));
    const { rss, rssCollected, heap } = await memoryOf(node);
    const per = (mb: number) => round((mb * PER) / sockets);
    rows.push({
      cells: {
        idle: `${sockets} sockets`,
        'empty MB': round(empty.rss),
        MB: round(rss),
        'MB per 10,000': per(rss - empty.rss),
        'collected, MB per 10,000': per(rssCollected - empty.rssCollected),
        'heap KB each': round(((heap - empty.heap) * 1_024) / sockets, 1),
      },
      goals: [{ of: 'MB per 10,000', atMost: 250, stretch: 180 }],
    });
  }
  return {
    title: 'Idle screens: memory of the node',
    how:
      `Displays and staff of ${ORGANIZATIONS} organizations, each connected, let in and watching a queue in which nothing happens. Resident memory as the system sees it, ` +
      `over that of the node before anybody came; as it is ${QUIET_MS / 1_000} s after the last one came, and once more when what nobody needs was collected; what the system itself holds for a connection is not in it.`,
    busy: busyOf(),
    rows,
  };
}

async function memoryOf(node: RunningNode): Promise<{ rss: number; rssCollected: number; heap: number }> {
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const rss = rssMb(node.pid);
  const told = () => [...node.logs().matchAll(/^memory (.*)$/gm)].map(([, json]) => json ?? '');
  const before = told().length;
  node.kill('SIGUSR2');
  const [last] = await eventually(async () => {
    const after = told().slice(before);
    if (after.length === 0) throw new Error('the node says nothing of its memory');
    return after;
  });
  // As tell-memory.mjs writes it.
  const { rss: collected, heapUsed } = JSON.parse(last ?? '') as NodeJS.MemoryUsage;
  return { rss, rssCollected: collected / 2 ** 20, heap: heapUsed / 2 ** 20 };
}
