import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../tests/support/free-port.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import { LiveScreens } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [
  { queues: 10, count: 300 },
  { queues: 10, count: 1_200 },
  { queues: 40, count: 1_200 },
];
const STORMS = 3;
const PER_SECOND = 20;
const HOLDS = 'waitlessq_database_hold_seconds_count';

/** How often a node asks the database while all its screens come back at once. */
export async function benchStormReads(bench: Bench): Promise<Table> {
  const rows: Row[] = [];
  const told: string[] = [];
  for (const size of SIZES) {
    const { row, busy } = await storm(bench, size);
    rows.push(row);
    told.push(`with ${size.count} screens of ${size.queues} queues: ${busy}`);
  }
  return {
    title: 'Questions to the database while every screen comes back at once',
    how: `Half of the screens are displays without a sign-in, half are staff, on two nodes; a third node, which is not counted, does ${PER_SECOND} commands a second, so that everybody has missed something. ${STORMS} storms; from the moment all lines are lost until all are current, as the nodes' own metrics count the connections held. "Beyond" are those over one a second and node, the comparison with the heads of the queues.`,
    busy: told.join(' '),
    rows,
  };
}

async function storm(bench: Bench, { queues, count }: (typeof SIZES)[number]): Promise<{ row: Row; busy: string }> {
  const building = await openBuilding(bench, { queues, waiting: 10, nodes: 1 });
  const [worker] = building.nodes as [RunningNode]; // there is one
  const ports = [await freePort(), await freePort()];
  const nodes: RunningNode[] = [];
  for (const port of ports) nodes.push(await building.start({ env: { METRICS_PORT: String(port) } }));
  const urls = nodes.map(({ url }) => url);
  const screens = new LiveScreens(bench);
  await screens.open(
    [
      ...building.screens('display', count / 2, 'screens', urls),
      ...building.screens('staff', count / 2, 'screens', urls),
    ],
    200,
  );
  const busy = watchBusy({
    'the nodes': nodes.map(({ pid }) => pid),
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': screens.pids,
  });
  const work = startWork({
    urls: () => [worker.url],
    token: building.organization.token,
    places: building.places,
    perSecond: PER_SECOND,
  });
  let questions = 0;
  let seconds = 0;
  const back: number[] = [];
  for (let turn = 0; turn < STORMS; turn++) {
    await pause(2_000);
    await screens.tell();
    const before = await heldBy(ports);
    const began = performance.now();
    await screens.drop();
    const { groups, missing } = await screens.settle({ within: 30_000 });
    if (missing > 0) throw new Error(`${missing} screens did not come back`);
    seconds += (performance.now() - began) / 1000;
    questions += (await heldBy(ports)) - before;
    back.push(...(groups['screens']?.back ?? []));
  }
  await work.stop();
  const streams = queues * ports.length;
  const beyond = Math.max(0, questions - seconds * ports.length);
  const said = busy();
  // The next one needs the machine.
  for (const node of [...nodes, worker]) await node.stop();
  return {
    busy: said,
    row: {
      cells: {
        storm: `${count} screens, ${queues} queues`,
        'questions of a node': round(questions / STORMS / ports.length, 1),
        'questions/s of a node': round(questions / seconds / ports.length, 1),
        'beyond, per queue and node': round(beyond / STORMS / streams, 2),
        'per screen': round(questions / STORMS / count, 3),
        'current p99 ms': round(quantile(back, 0.99)),
      },
      goals: [{ of: 'beyond, per queue and node', atMost: 1 }],
    },
  };
}

/** Connections to the database that these nodes have held so far. */
async function heldBy(ports: readonly number[]): Promise<number> {
  const counts = await Promise.all(
    ports.map(async (port) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const [, count] = new RegExp(`^${HOLDS} (\\d+)`, 'm').exec(text) ?? [];
      if (count === undefined) throw new Error(`a node does not tell ${HOLDS}`);
      return Number(count);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
