import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import { LiveScreens } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { quantile, round } from './statistics.ts';
import type { Table } from './table.ts';

const QUEUES = 10;
const PER_SECOND = 20;
const WHO = [
  { kind: 'staff', count: 50, group: 'staff' },
  { kind: 'display', count: 300, group: 'displays' },
  { kind: 'patient', count: 300, group: 'phones' },
] as const;

/** A new version is rolled out: one node after the other is asked to go and is started anew, while everybody works on. */
export async function benchDeploy(bench: Bench): Promise<Table> {
  const building = await openBuilding(bench, { queues: QUEUES, waiting: 10 });
  const { nodes, organization, places } = building;
  const urls = nodes.map(({ url }) => url);
  const screens = new LiveScreens(bench);
  const wanted = WHO.flatMap(({ kind, count, group }) => building.screens(kind, count, group, urls));
  await screens.open(wanted, 200);
  const busy = watchBusy({
    'the nodes': () => nodes.map(({ pid }) => pid),
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': screens.pids,
    'the staff': process.pid,
  });
  const work = startWork({ urls: () => urls, token: organization.token, places, perSecond: PER_SECOND });
  await pause(3_000);
  await screens.tell();
  const began = performance.now();
  for (const [n, node] of nodes.entries()) {
    const code = await node.stop();
    if (code !== 0) throw new Error(`a node that was asked to go ended with ${String(code)}`);
    nodes[n] = await building.start({ port: Number(new URL(node.url).port) });
  }
  const took = performance.now() - began;
  await pause(3_000);
  await work.stop();
  const told = busy();
  const { groups, missing } = await screens.settle({ within: 30_000, versions: await building.versions() });
  const wrong = await building.wrong(screens);
  const failed = work.wishes.filter(({ entryId }) => entryId === null).length;
  const elsewhere = work.wishes.filter(({ entryId, refusals }) => entryId !== null && refusals.length > 0).length;
  return {
    title: 'A rolling deploy under load',
    how: `Two nodes; each in turn gets SIGTERM, ends after its screens have moved, and is started again at its address: ${round(took / 1000)} s in all. ${PER_SECOND} commands a second, ${work.wishes.length} in all; one that a node does not take goes to the other one with its key, as behind a proxy.`,
    busy: told,
    rows: [
      ...WHO.map(({ kind, count, group }) => {
        const of = groups[group];
        if (of === undefined) throw new Error(`nobody has told of ${group}`);
        return {
          cells: {
            who: `${count} ${group}`,
            'told to move': of.drained,
            'lines lost': of.lost,
            'longest without updates s': round(Math.max(...of.withoutLine) / 1000, 2),
            'change p99 ms': round(quantile(of.late, 0.99)),
            'the latest ms': round(quantile(of.late, 1)),
          },
          goals: kind === 'display' ? [{ of: 'longest without updates s', atMost: 0 }] : [],
        };
      }),
      {
        cells: {
          who: 'all together',
          'not current': missing,
          'boards that differ': wrong,
          'commands failed': failed,
          'taken by the other node': elsewhere,
        },
        goals: [
          { of: 'not current', atMost: 0 },
          { of: 'boards that differ', atMost: 0 },
          { of: 'commands failed', atMost: 0 },
        ],
      },
    ],
  };
}
