import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openTerminal } from '../tests/support/cli.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import type { FloodOrder, Flooded } from './flood-process.ts';
import { closeConnections, post } from './http-client.ts';
import { signUp, type BenchOrganization } from './organization.ts';
import { median, quantile, round } from './statistics.ts';
import type { Table } from './table.ts';
import { fillWaitingRooms, type Call } from './waiting-rooms.ts';

/** Requests a second that each organization's plan allows: a machine that carries everything has room for ten times that. */
const PACE = 30;
const TIMES = 10;
const QUIET = 9;
/** Calls a second of each quiet organization. */
const RATE = 4;
const PAIRS = 4;

/** Nine organizations call next at a steady pace while a tenth, in every other stretch of time, sends ten times what it may. */
export async function benchNoisy(bench: Bench): Promise<Table> {
  const seconds = bench.isBrief ? 4 : 10;
  const { appUrl, adminUrl } = await bench.database();
  const settings = { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl, SECRET_KEY };
  await openTerminal(settings).ask('set-plan-limit', '--plan', 'enterprise', '--limit', `requests=${PACE}`);
  const node = await bench.node({ databaseUrl: appUrl, env: { TRUSTED_PROXIES: 'loopback', SECRET_KEY } });
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  bench.afterwards(() => admin.end());
  bench.afterwards(closeConnections);
  const calls = RATE * seconds * (2 * PAIRS + 1);
  const quiet: { organization: BenchOrganization; calls: Call[] }[] = [];
  for (let n = 0; n < QUIET; n++) {
    const organization = await signUp(node.url);
    quiet.push({ organization, calls: await fillWaitingRooms(admin, organization, { queues: 1, calls }) });
  }
  const noisy = await signUp(node.url);
  const [place] = await fillWaitingRooms(admin, noisy, { queues: 1, calls: 1 });
  if (place === undefined) throw new Error('there is no queue');
  const flood = fork(join(import.meta.dirname, 'flood-process.ts'));
  bench.afterwards(async () => {
    const gone = once(flood, 'exit');
    flood.kill();
    await gone;
  });

  /** One stretch of time. @returns how long each call took, and what became of the flood */
  async function stretch(isFlooded: boolean): Promise<{ times: number[]; flooded: Flooded | null }> {
    const order: FloodOrder = {
      url: node.url,
      token: noisy.token,
      queueId: place?.queueId ?? '',
      counterId: place?.counterId ?? '',
      perSecond: PACE * TIMES,
      seconds,
    };
    const told = isFlooded ? (once(flood, 'message') as Promise<[Flooded]>) : null; // our own program
    if (isFlooded) flood.send(order);
    const began = performance.now();
    const all = Array.from({ length: RATE * seconds * QUIET }, async (_, n) => {
      const one = quiet[n % QUIET];
      const call = one?.calls.shift();
      if (one === undefined || call === undefined) throw new Error('nobody waits any more');
      await pause(Math.max(0, began + (n * 1000) / (RATE * QUIET) - performance.now()));
      const asked = performance.now();
      await post(node.url, `/api/v1/queues/${call.queueId}/calls`, {
        body: { counter_id: call.counterId },
        token: one.organization.token,
      });
      return performance.now() - asked;
    });
    const times = await Promise.all(all);
    return { times, flooded: told === null ? null : (await told)[0] };
  }

  await stretch(false);
  const busy = watchBusy({
    'the node': node.pid,
    PostgreSQL: { tree: bench.postgres.pid },
    'the flood': flood.pid ?? NaN,
    'the nine': process.pid,
  });
  const calm: number[][] = [];
  const flooded: number[][] = [];
  const floods: Flooded[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    calm.push((await stretch(false)).times);
    const under = await stretch(true);
    flooded.push(under.times);
    if (under.flooded !== null) floods.push(under.flooded);
  }
  const of = (stretches: readonly number[][], share: number) =>
    median(stretches.map((times) => quantile(times, share)));
  const row = (stretch: string, stretches: readonly number[][]) => ({
    stretch,
    'p50 ms': round(of(stretches, 0.5), 1),
    'p95 ms': round(of(stretches, 0.95), 1),
    'p99 ms': round(of(stretches, 0.99), 1),
  });
  const sum = (count: keyof Flooded) => floods.reduce((all, one) => all + one[count], 0);
  return {
    title: `Nine organizations beside one that sends ${TIMES} times what it may`,
    how: `${RATE} calls a second of each of the nine, every one of them done; ${PAIRS} calm and ${PAIRS} flooded stretches of ${seconds} s in turn, medians of the stretches' quantiles. The plan allows ${PACE} requests a second here; the tenth sent ${round(sum('sent') / floods.length / seconds)} a second, half reads and half calls, of which ${round((100 * sum('refused')) / sum('sent'))} % were refused.`,
    busy: busy(),
    rows: [
      { cells: row('calm', calm) },
      {
        cells: { ...row('under the flood', flooded), 'p99 beside calm': round(of(flooded, 0.99) / of(calm, 0.99), 2) },
        goals: [{ of: 'p99 beside calm', atMost: 1.2 }],
      },
    ],
  };
}

/** For this database alone. */
const SECRET_KEY = 'only-for-tests-0123456789abcdef0123456789abcdef';
