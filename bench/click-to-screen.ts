import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { PackedChange } from '../realtime/contract/packed-change.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { Crowd } from './crowd.ts';
import type { Goal } from './goals.ts';
import { closeConnections, post } from './http-client.ts';
import { signUp } from './organization.ts';
import { median, quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';
import { fillWaitingRooms, type Call } from './waiting-rooms.ts';

const ROUNDS = 5;
const QUEUES = 10;
type Room = {
  queues: number;
  listeners: number;
  onBoth: boolean;
  taps: number;
  everyMs: number;
  goals: readonly Goal[];
};
/** Fifty taps a second: a large clinic's busiest minute, in its ten waiting rooms, or all in one, where what comes within 50 ms is joined. */
const ROOMS: readonly Room[] = [
  { queues: QUEUES, listeners: 1, onBoth: true, taps: 100, everyMs: 20, goals: [] },
  { queues: QUEUES, listeners: 200, onBoth: true, taps: 100, everyMs: 20, goals: within(10, 40) },
  { queues: 1, listeners: 200, onBoth: true, taps: 100, everyMs: 20, goals: [] },
  { queues: 1, listeners: 1_000, onBoth: false, taps: 40, everyMs: 100, goals: within(10, 20) },
];

/** From the tap on "call next" until a screen has the change: a screen of the same node, and one of the other node. */
export async function benchClickToScreen(bench: Bench): Promise<Table> {
  const { postgres, afterwards } = bench;
  const { appUrl, adminUrl } = await bench.database();
  const redis = await bench.redis();
  const settings = { databaseUrl: appUrl, redisUrl: redis.url };
  const nodes = [await bench.node(settings), await bench.node(settings)] as const;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  afterwards(() => admin.end());
  afterwards(closeConnections);
  const organization = await signUp(nodes[0].url);
  const all = ROOMS.reduce((sum, { taps }) => sum + taps, 0) * (ROUNDS + 1);
  const calls = await fillWaitingRooms(admin, organization, { queues: QUEUES, calls: all * QUEUES });
  const queueIds = [...new Set(calls.map(({ queueId }) => queueId))];
  const callsOf = new Map(queueIds.map((queueId) => [queueId, calls.filter((call) => call.queueId === queueId)]));
  const crowd = new Crowd(bench);
  const busy = watchBusy({
    'the first node': nodes[0].pid,
    'the second': nodes[1].pid,
    PostgreSQL: { tree: postgres.pid },
    'the room': crowd.pid,
    'the taps and the screens that are timed': process.pid,
  });
  const rows: Row[] = [];
  for (const { queues, listeners, onBoth, taps, everyMs, goals } of ROOMS) {
    const inTurn = queueIds.slice(0, queues);
    const rooms: Awaited<ReturnType<typeof room>>[] = [];
    for (const node of onBoth ? nodes : [nodes[0]])
      rooms.push(await room(crowd, node, organization.slug, inTurn, listeners));
    const times: number[][][] = rooms.map(() => []);
    for (let turn = 0; turn <= ROUNDS; turn++) {
      const next = Array.from({ length: taps }, (_, n) => callsOf.get(inTurn[n % queues] ?? '')?.shift() as Call); // there are enough
      const taken = await tapAll(next, everyMs, async ({ queueId, counterId }) => {
        const started = performance.now();
        const answer = await post(nodes[0].url, `/api/v1/queues/${queueId}/calls`, {
          body: { counter_id: counterId },
          token: organization.token,
        });
        const { call_seq } = answer.body as { call_seq: number };
        return Promise.all(rooms.map(async (one) => (await one.seen(queueId, call_seq)) - started));
      });
      // The first round warms up and is not counted.
      if (turn > 0) times.forEach((rounds, n) => rounds.push(taken.map((each) => each[n] ?? NaN)));
    }
    times.forEach((rounds, n) => {
      const where = onBoth ? ['the same node', 'the other node'][n] : 'one node';
      const name = `${listeners} ${listeners === 1 ? 'screen' : 'screens'}${queues > 1 ? ` in each of ${queues} rooms` : ''}${onBoth ? ' on each node' : ''}, ${1000 / everyMs} taps/s: ${where}`;
      // Across two nodes is what the goal of two nodes is about.
      rows.push(row(name, rounds, onBoth && n === 0 ? [] : goals));
    });
    rooms.forEach((one) => one.leave());
    await crowd.drop();
  }
  return {
    title: 'Click to screen: milliseconds from the tap until a screen has the change',
    how: `${ROUNDS} rounds of taps at a steady pace, whether the one before has been seen or not; medians of the rounds' quantiles. The screen that is timed is the last of its room. Of one queue what comes within 50 ms of a change is joined with what follows, so fifty taps a second in one room wait for each other.`,
    busy: busy(),
    rows,
  };
}

function within(p50: number, p99: number): readonly Goal[] {
  return [
    { of: 'p50', atMost: p50 },
    { of: 'p99', atMost: p99 },
  ];
}

function row(name: string, rounds: readonly number[][], goals: readonly Goal[]): Row {
  const of = (share: number) => round(median(rounds.map((times) => quantile(times, share))), 1);
  return { cells: { room: name, p50: of(0.5), p90: of(0.9), p99: of(0.99) }, goals };
}

/** Starts one every few milliseconds, whether the one before has been seen or not. */
async function tapAll<T, R>(taps: readonly T[], everyMs: number, tap: (tap: T) => Promise<R>): Promise<R[]> {
  const begun: Promise<R>[] = [];
  for (const one of taps) {
    begun.push(tap(one));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return Promise.all(begun);
}

/** Screens that watch a queue on one node; the last of them tells when it has a call. The others are as cheap as can be. */
async function room(crowd: Crowd, node: RunningNode, slug: string, queueIds: readonly string[], listeners: number) {
  const namespace = `/org/${slug}`;
  for (const queueId of queueIds)
    await crowd.open(Array.from({ length: listeners - 1 }, () => ({ url: node.url, namespace, queueId })));
  const last = io(`${node.url}${namespace}`, { transports: ['websocket'], auth: { token: '' }, forceNew: true });
  for (const queueId of queueIds) await watch(last, queueId);
  const seenAt = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  last.on('queue:changed', (change: PackedChange) => {
    const at = performance.now();
    for (const { call_seq: callSeq = null } of change.set ?? []) {
      const call = `${change.queue_id} ${callSeq}`;
      if (callSeq === null || seenAt.has(call)) continue;
      seenAt.set(call, at);
      waiting.get(call)?.(at);
    }
  });
  return {
    seen: (queueId: string, callSeq: number) =>
      new Promise<number>((resolve) => {
        const call = `${queueId} ${callSeq}`;
        const at = seenAt.get(call);
        if (at === undefined) waiting.set(call, resolve);
        else resolve(at);
      }),
    leave: () => void last.disconnect(),
  };
}

async function watch(socket: Socket, queueId: string): Promise<void> {
  if (!socket.connected)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  const answer = (await socket.emitWithAck('queue:watch', { queue_id: queueId })) as { ok: boolean };
  if (!answer.ok) throw new Error(`cannot watch: ${JSON.stringify(answer)}`);
}
