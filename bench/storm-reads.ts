import { setTimeout as pause } from 'node:timers/promises';
import type { Joined } from '../realtime/contract/commands.ts';
import { freePort } from '../tests/support/free-port.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { openBuilding, type Building } from './building.ts';
import { watchBusy } from './busy.ts';
import { post } from './http-client.ts';
import type { LiveScreenOptions } from './live-screen.ts';
import { LiveScreens } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [
  { queues: 10, who: { displays: 150, staff: 150, phones: 0 } },
  { queues: 10, who: { displays: 600, staff: 600, phones: 0 } },
  { queues: 40, who: { displays: 600, staff: 600, phones: 0 } },
  { queues: 10, who: { displays: 0, staff: 0, phones: 200 } },
];
const STORMS = 3;
const PER_SECOND = 20;
const CALM_MS = 6_000;
const HOLDS = 'waitlessq_database_hold_seconds_count';

/** How often a node asks the database while all its screens come back at once. */
export async function benchStormReads(bench: Bench): Promise<Table> {
  const rows: Row[] = [];
  const told: string[] = [];
  for (const size of SIZES) {
    const { row, busy } = await storm(bench, size);
    rows.push(row);
    told.push(`${String(row.cells['storm'])}: ${busy}`);
  }
  return {
    title: 'Questions to the database while every screen comes back at once',
    how: `Screens on two nodes; a third node, which is not counted, does ${PER_SECOND} commands a second, so that everybody has missed something. ${STORMS} storms; from the moment all lines are lost until all are current, as the nodes' own metrics count the connections held. "Beyond" is what a storm asks over what the same time without one has asked just before: heads of the queues, waits, and organizations that might have ended, are read anyway. Displays have no sign-in, staff share one, and each phone has its own link.`,
    busy: told.join(' '),
    rows,
  };
}

async function storm(bench: Bench, { queues, who }: (typeof SIZES)[number]): Promise<{ row: Row; busy: string }> {
  const building = await openBuilding(bench, { queues, waiting: 10, nodes: 1 });
  const [worker] = building.nodes as [RunningNode]; // there is one
  const ports = [await freePort(), await freePort()];
  const nodes: RunningNode[] = [];
  for (const port of ports) nodes.push(await building.start({ env: { METRICS_PORT: String(port) } }));
  const urls = nodes.map(({ url }) => url);
  const phones = await withLinks(building, building.screens('patient', who.phones, 'screens', urls), worker.url);
  const screens = new LiveScreens(bench);
  await screens.open(
    [
      ...building.screens('display', who.displays, 'screens', urls),
      ...building.screens('staff', who.staff, 'screens', urls),
      ...phones,
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
  let away = 0;
  let calm = 0;
  let calmSeconds = 0;
  const back: number[] = [];
  for (let turn = 0; turn < STORMS; turn++) {
    await pause(1_000);
    const calmBegan = performance.now();
    const calmBefore = await heldBy(ports);
    await pause(CALM_MS);
    const before = await heldBy(ports);
    calm += before - calmBefore;
    calmSeconds += (performance.now() - calmBegan) / 1000;
    await screens.tell();
    const began = performance.now();
    await screens.drop();
    const { groups, missing } = await screens.settle({ within: 60_000 });
    away = Math.max(away, missing);
    seconds += (performance.now() - began) / 1000;
    questions += (await heldBy(ports)) - before;
    back.push(...(groups['screens']?.back ?? []));
  }
  await work.stop();
  const streams = queues * ports.length;
  const anyway = calm / calmSeconds;
  const beyond = Math.max(0, questions - anyway * seconds);
  const count = who.displays + who.staff + who.phones;
  const kinds = Object.entries(who).flatMap(([kind, some]) => (some === 0 ? [] : [`${some} ${kind}`]));
  const said = busy();
  // The next one needs the machine.
  for (const node of [...nodes, worker]) await node.stop();
  return {
    busy: said,
    row: {
      cells: {
        storm: `${kinds.join(' and ')}, ${queues} queues`,
        'questions of a node': round(questions / STORMS / ports.length, 1),
        'questions/s': round(questions / seconds / ports.length, 1),
        'questions/s without': round(anyway / ports.length, 1),
        'beyond, per queue and node': round(beyond / STORMS / streams, 2),
        'per screen': round(beyond / STORMS / count, 3),
        'current p99 ms': round(quantile(back, 0.99)),
        'not back': away,
      },
      goals: [
        { of: 'beyond, per queue and node', atMost: 1 },
        { of: 'not back', atMost: 0 },
      ],
    },
  };
}

/** Each of these phones belongs to somebody who waits. */
async function withLinks(
  { organization }: Building,
  phones: readonly LiveScreenOptions[],
  url: string,
): Promise<LiveScreenOptions[]> {
  const linked: LiveScreenOptions[] = [];
  for (const phone of phones) {
    const { body } = await post(url, `/api/v1/queues/${phone.queueId}/entries`, { token: organization.token });
    linked.push({ ...phone, token: (body as Joined).tracking_token }); // as the contract says
  }
  return linked;
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
