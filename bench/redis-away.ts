import { setTimeout as pause } from 'node:timers/promises';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import { LiveScreens, type GroupTold } from './live-screens.ts';
import { startWork } from './staff-at-work.ts';
import { quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const QUEUES = 5;
const SCREENS = 100;
const PER_SECOND = 20;
const SAME = 'the same node';
const OTHER = 'the other node';

/** Redis hangs, and is killed, while staff work at one node and screens watch at both. */
export async function benchRedisAway(bench: Bench): Promise<Table> {
  const seconds = bench.isBrief ? 6 : 30;
  const building = await openBuilding(bench, { queues: QUEUES, waiting: 10 });
  const { nodes, redis, organization, places } = building;
  const [here, there] = nodes as [RunningNode, RunningNode]; // there are two
  const screens = new LiveScreens(bench);
  await screens.open(
    [
      ...building.screens('display', SCREENS, SAME, [here.url]),
      ...building.screens('display', SCREENS, OTHER, [there.url]),
    ],
    100,
  );
  const busy = watchBusy({
    'the nodes': nodes.map(({ pid }) => pid),
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': screens.pids,
    'the staff': process.pid,
  });
  const work = startWork({ urls: () => [here.url], token: organization.token, places, perSecond: PER_SECOND });
  bench.afterwards(() => redis.resume());
  const during = async (ms: number) => {
    await screens.tell();
    await pause(ms);
    return screens.tell();
  };

  await pause(2_000);
  const calm = await during(seconds * 500);
  redis.pause();
  const hung = await during(seconds * 1_000);
  redis.resume();
  await during(5_000);
  await redis.kill();
  const killed = await during(seconds * 1_000);
  await redis.start();
  const back = await during(seconds * 500);
  await work.stop();
  const told = busy();
  const { groups, missing } = await screens.settle({ within: 10_000, versions: await building.versions() });
  const wrong = await building.wrong(screens);
  const failed = work.wishes.filter(({ entryId }) => entryId === null).length;
  const ended = nodes.filter(({ pid }) => !isAlive(pid)).length;
  const phases = { calm: calm, 'Redis hangs': hung, 'Redis is killed': killed, 'Redis is back': back };
  const calmP99 = quantile(calm[SAME]?.late ?? [], 0.99);
  return {
    title: `Redis hangs for ${seconds} s and is killed for ${seconds} s`,
    how: `Staff work at one node with ${PER_SECOND} commands a second over ${QUEUES} queues; ${SCREENS} displays watch there and ${SCREENS} at the other node. From \`at\` of a change, which is before its commit, until it is shown.`,
    busy: told,
    rows: [
      ...Object.entries(phases).flatMap(([phase, of]) => [
        row(phase, SAME, of[SAME], calmP99),
        row(phase, OTHER, of[OTHER], calmP99),
      ]),
      {
        cells: {
          when: 'in the end',
          lost: missing,
          'boards that differ': wrong,
          'doubled or out of order': Object.values(groups).reduce((sum, one) => sum + one.doubled + one.disordered, 0),
          'commands failed': failed,
          'nodes that ended': ended,
        },
        goals: [
          { of: 'lost', atMost: 0 },
          { of: 'boards that differ', atMost: 0 },
          { of: 'doubled or out of order', atMost: 0 },
          { of: 'commands failed', atMost: 0 },
          { of: 'nodes that ended', atMost: 0 },
        ],
      },
    ],
  };
}

function row(phase: string, where: string, group: GroupTold | undefined, calmP99: number): Row {
  const p99 = quantile(group?.late ?? [], 0.99);
  const isAway = phase.startsWith('Redis') && phase !== 'Redis is back';
  return {
    cells: {
      when: `${phase}: ${where}`,
      'p50 ms': round(quantile(group?.late ?? [], 0.5)),
      'p99 ms': round(p99),
      'the latest ms': round(quantile(group?.late ?? [], 1)),
      ...(where === SAME && { 'p99 over calm ms': round(p99 - calmP99) }),
    },
    goals: !isAway ? [] : where === SAME ? [{ of: 'p99 over calm ms', atMost: 5 }] : [{ of: 'p99 ms', atMost: 1_100 }],
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
