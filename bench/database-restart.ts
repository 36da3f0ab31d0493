import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { openBuilding, type Building } from './building.ts';
import { watchBusy } from './busy.ts';
import { LiveScreens } from './live-screens.ts';
import { startWork, type Wish } from './staff-at-work.ts';
import { round } from './statistics.ts';
import type { Table } from './table.ts';

const ROUNDS = 3;
const AWAY_MS = 4_000;
const QUEUES = 5;
const SCREENS = 400;
const PER_SECOND = 20;
/** What says truly that it cannot be done now. */
const HONEST = 503;
/** Where somebody is after each of these, or later. */
const AFTERWARDS: Record<Wish['kind'], readonly string[]> = {
  join: ['waiting', 'called', 'serving', 'served'],
  call: ['called', 'serving', 'served'],
  serve: ['serving', 'served'],
  finish: ['served'],
};

/** PostgreSQL is killed under load, as in a crash of its machine, and started again. */
export async function benchDatabaseRestart(bench: Bench): Promise<Table> {
  const { postgres } = bench;
  const building = await openBuilding(bench, { queues: QUEUES, waiting: 10 });
  const { nodes, organization, places } = building;
  const urls = nodes.map(({ url }) => url);
  const screens = new LiveScreens(bench);
  await screens.open(building.screens('display', SCREENS, 'displays', urls), 200);
  const busy = watchBusy({
    'the nodes': nodes.map(({ pid }) => pid),
    PostgreSQL: () => ({ tree: postgres.pid }),
    'the screens': screens.pids,
    'the staff': process.pid,
  });
  const work = startWork({ urls: () => urls, token: organization.token, places, perSecond: PER_SECOND });
  const rounds: { firstMs: number; currentMs: number; missing: number }[] = [];
  let isAway = false;
  bench.afterwards(async () => {
    // The other sections need it.
    if (isAway) await postgres.start();
  });
  for (let turn = 0; turn < ROUNDS; turn++) {
    await pause(3_000);
    isAway = true;
    await postgres.kill();
    await pause(AWAY_MS);
    const before = work.wishes.length;
    await postgres.start();
    isAway = false;
    const answersAt = performance.now();
    const first = await firstDone(() => work.wishes.slice(before));
    const { missing } = await screens.settle({ within: 20_000, versions: await building.versions() });
    rounds.push({ firstMs: first - answersAt, currentMs: performance.now() - answersAt, missing });
  }
  await pause(1_000);
  await work.stop();
  const told = busy();
  const { groups, missing } = await screens.settle({ within: 10_000, versions: await building.versions() });
  const wrong = await building.wrong(screens);
  const lost = await lostOf(work.wishes, building);
  const refusals = work.wishes.flatMap((wish) => wish.refusals);
  const all = Object.values(groups);
  return {
    title: `PostgreSQL is killed under load and comes back after ${AWAY_MS / 1000} s`,
    how: `${ROUNDS} times; ${PER_SECOND} commands a second from ${places.length} places at two nodes, each insisting with its key until it is done; ${SCREENS} displays. "Current": from the moment PostgreSQL answers until commands are done again and every screen shows them. The slowest of the rounds.`,
    busy: told,
    rows: [
      {
        cells: {
          what: 'while it is away',
          'tries refused': refusals.length,
          'longest until refused ms': round(Math.max(0, ...refusals.map(({ after }) => after))),
          'not an honest 503': refusals.filter(({ status }) => status !== HONEST).length,
        },
        goals: [
          { of: 'longest until refused ms', atMost: 2_000 },
          { of: 'not an honest 503', atMost: 0 },
        ],
      },
      {
        cells: {
          what: 'when it is back',
          'first command ms': round(Math.max(...rounds.map(({ firstMs }) => firstMs))),
          'all current ms': round(Math.max(...rounds.map(({ currentMs }) => currentMs))),
          'not current': Math.max(missing, ...rounds.map((one) => one.missing)),
        },
        goals: [
          { of: 'all current ms', atMost: 3_000 },
          { of: 'not current', atMost: 0 },
        ],
      },
      {
        cells: {
          what: 'in the end',
          'commands acknowledged': work.wishes.filter(({ entryId }) => entryId !== null).length,
          'acknowledged and lost': lost,
          'never done': work.wishes.filter(({ entryId }) => entryId === null).length,
          'boards that differ': wrong,
          'doubled or out of order': all.reduce((sum, one) => sum + one.doubled + one.disordered, 0),
        },
        goals: [
          { of: 'acknowledged and lost', atMost: 0 },
          { of: 'never done', atMost: 0 },
          { of: 'boards that differ', atMost: 0 },
          { of: 'doubled or out of order', atMost: 0 },
        ],
      },
    ],
  };
}

/** @returns when the first of them was done */
async function firstDone(wishes: () => readonly Wish[]): Promise<number> {
  for (;;) {
    const done = wishes().find(({ entryId }) => entryId !== null);
    if (done !== undefined) return done.ended;
    await pause(10);
  }
}

/** How much of what was acknowledged the database does not know. */
async function lostOf(wishes: readonly Wish[], { ask }: Building): Promise<number> {
  const known = new Map(
    (await ask<{ id: string; status: string }>('SELECT id, status FROM entries')).map(({ id, status }) => [id, status]),
  );
  return wishes.filter(
    ({ kind, entryId }) => entryId !== null && !AFTERWARDS[kind].includes(known.get(entryId) ?? 'none'),
  ).length;
}
