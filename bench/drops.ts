import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import type { Goal } from './goals.ts';
import { LiveScreens, type GroupTold } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const EVERY_SECONDS = 15;
const PER_SECOND = 20;
const QUEUES = 10;
const WHO = [
  { kind: 'staff', count: 200, group: 'staff, back within 1 s' },
  { kind: 'display', count: 1_000, group: 'displays, within 3 s' },
  { kind: 'patient', count: 1_000, group: 'phones, within 8 s' },
] as const;

/** Every line of thousands of screens goes in the same moment, again and again, while staff work on. */
export async function benchDrops(bench: Bench): Promise<Table> {
  const seconds = bench.isBrief ? 35 : 160;
  const building = await openBuilding(bench, { queues: QUEUES, waiting: 10 });
  const { nodes, organization, places } = building;
  const urls = nodes.map(({ url }) => url);
  const screens = new LiveScreens(bench, 2);
  const wanted = WHO.flatMap(({ kind, count, group }) => building.screens(kind, count, group, urls));
  await screens.open(wanted, 200);
  await screens.tell();
  const before = await building.versions();
  const busy = watchBusy({
    'the nodes': nodes.map(({ pid }) => pid),
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': screens.pids,
    'the staff': process.pid,
  });
  const work = startWork({ urls: () => urls, token: organization.token, places, perSecond: PER_SECOND });
  const began = performance.now();
  let drops = 0;
  for (let at = EVERY_SECONDS; at < seconds; at += EVERY_SECONDS) {
    await pause(began + at * 1_000 - performance.now());
    await screens.drop();
    drops += 1;
  }
  await pause(began + seconds * 1_000 - performance.now());
  await work.stop();
  const told = busy();
  const after = await building.versions();
  const { groups, missing } = await screens.settle({ within: 30_000, versions: after });
  const wrong = await building.wrong(screens);
  const changes = Object.entries(after).reduce((sum, [id, version]) => sum + version - (before[id] ?? 0), 0);
  const failed = work.wishes.filter(({ entryId }) => entryId === null).length;
  return {
    title: `${wanted.length} screens lose their lines ${drops} times, all in one moment, every ${EVERY_SECONDS} s`,
    how: `${seconds} s on two nodes with Redis; ${QUEUES} queues, ${changes} changes (${PER_SECOND} commands/s, ${failed} failed, ${work.skipped()} rounds not begun for want of time). Screens have the browsers' own store and their delays before coming back, which are there to spread a storm; phones wait up to 8 s on purpose. "Shown" are versions shown one after the other beside all that were committed; what is missing there was stepped over by a whole board. In the end every board was compared with the service's.`,
    busy: told,
    rows: [
      ...WHO.map(({ kind, group }) =>
        row(
          group,
          groups[group],
          changes / QUEUES,
          kind === 'patient' ? [] : [{ of: 'current p99 ms', atMost: 4_000 }],
        ),
      ),
      {
        cells: { screens: 'all at the end', 'not current': missing, 'boards that differ': wrong },
        goals: [
          { of: 'not current', atMost: 0 },
          { of: 'boards that differ', atMost: 0 },
        ],
      },
    ],
  };
}

/** @param each  changes that a screen had to show, on average over the queues */
function row(name: string, group: GroupTold | undefined, each: number, goals: readonly Goal[]): Row {
  if (group === undefined) throw new Error(`nobody has told of ${name}`);
  const lost = Math.max(0, Math.round(each * group.screens) - group.applied - group.jumped);
  return {
    cells: {
      screens: `${group.screens} ${name}`,
      'lines lost': group.lost,
      'shown %': round((100 * group.applied) / (each * group.screens), 2),
      lost,
      doubled: group.doubled,
      'out of order': group.disordered,
      'current p50 ms': round(quantile(group.back, 0.5)),
      'current p99 ms': round(quantile(group.back, 0.99)),
      'change p99 ms': round(quantile(group.late, 0.99)),
    },
    goals: [{ of: 'lost', atMost: 0 }, { of: 'doubled', atMost: 0 }, { of: 'out of order', atMost: 0 }, ...goals],
  };
}
