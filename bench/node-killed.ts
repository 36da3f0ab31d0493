import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import { LiveScreens } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { median, quantile, round } from './statistics.ts';
import type { Table } from './table.ts';

const ROUNDS = 3;
const QUEUES = 10;
const PER_SECOND = 20;
const PATIENCE_MS = 30_000;
const WHO = [
  { kind: 'staff', count: 100, group: 'staff, back within 1 s' },
  { kind: 'display', count: 500, group: 'displays, within 3 s' },
  { kind: 'patient', count: 400, group: 'phones, within 8 s' },
] as const;

/** The node that carries everybody is killed; what they had from it they go on with at the other one. */
export async function benchNodeKilled(bench: Bench): Promise<Table> {
  const building = await openBuilding(bench, { queues: QUEUES, waiting: 10 });
  const { nodes, organization, places } = building;
  const urls = nodes.map(({ url }) => url);
  const screens = new LiveScreens(bench);
  // All begin at the first node, and take the next one when their line is lost.
  const wanted = WHO.flatMap(({ kind, count, group }) => building.screens(kind, count, group, urls));
  await screens.open(
    wanted.map((one) => ({ ...one, first: 0 })),
    200,
  );
  const busy = watchBusy({
    'the nodes': () => nodes.map(({ pid }) => pid),
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': screens.pids,
    'the staff': process.pid,
  });
  const work = startWork({ urls: () => urls, token: organization.token, places, perSecond: PER_SECOND });
  const back: Record<string, number[][]> = {};
  const missing: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    const victim = turn % 2;
    await pause(2_000);
    await screens.tell();
    nodes[victim]?.kill('SIGKILL');
    const settled = await screens.settle({ within: PATIENCE_MS });
    missing.push(settled.missing);
    for (const { group } of WHO) (back[group] ??= []).push([...(settled.groups[group]?.back ?? [])]);
    nodes[victim] = await building.start({ port: Number(new URL(urls[victim] ?? '').port) });
  }
  await work.stop();
  const told = busy();
  const { groups, missing: behind } = await screens.settle({
    within: PATIENCE_MS,
    versions: await building.versions(),
  });
  const wrong = await building.wrong(screens);
  const failed = work.wishes.filter(({ entryId }) => entryId === null).length;
  return {
    title: `SIGKILL for the one of two nodes that carries all ${wanted.length} screens`,
    how: `${ROUNDS} times in turn, medians of the rounds; the killed node is started again after each. Commands go on with ${PER_SECOND} a second: one that gets no answer is sent to the other node with its key, as behind a proxy. From the loss of the line until the board is current; the delays before coming back are those of the browsers.`,
    busy: told,
    rows: [
      ...WHO.map(({ kind, count, group }) => {
        const of = (share: number) => round(median((back[group] ?? []).map((times) => quantile(times, share))));
        return {
          cells: {
            screens: `${count} ${group}`,
            'current p50 ms': of(0.5),
            'current p95 ms': of(0.95),
            'the last ms': of(1),
            doubled: groups[group]?.doubled ?? NaN,
            'out of order': groups[group]?.disordered ?? NaN,
          },
          goals: [
            ...(kind === 'patient' ? [] : [{ of: 'current p95 ms', atMost: 5_000 }]),
            { of: 'doubled', atMost: 0 },
            { of: 'out of order', atMost: 0 },
          ],
        };
      }),
      {
        cells: {
          screens: 'all together',
          missing: Math.max(...missing, behind),
          'boards that differ': wrong,
          'commands failed': failed,
        },
        goals: [
          { of: 'missing', atMost: 0 },
          { of: 'boards that differ', atMost: 0 },
          { of: 'commands failed', atMost: 0 },
        ],
      },
    ],
  };
}
