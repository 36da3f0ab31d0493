import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { openDatabase } from '../tests/support/database.ts';
import { startNode, type RunningNode } from '../tests/support/node.ts';
import { startRedis } from '../tests/support/redis.ts';
import { closeConnections, post } from './http-client.ts';
import { signUp } from './organization.ts';
import { median, quantile, round, type Table } from './table.ts';
import { fillWaitingRooms } from './waiting-rooms.ts';

const ROUNDS = 5;
const TAPS_A_ROUND = 100;
/** Fifty taps a second: a large clinic's busiest minute. */
const EVERY_MS = 20;
const ROOMS = [1, 200];

/** From the tap on "call next" until a screen has the change: a screen of the same node, and one of the other node. */
export async function benchClickToScreen(): Promise<Table> {
  const database = await openDatabase();
  const redis = await startRedis();
  const settings = { databaseUrl: database.appUrl, redisUrl: redis.url, env: { LOG_LEVEL: 'warn' } };
  const nodes = [await startNode(settings), await startNode(settings)] as const;
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  try {
    const organization = await signUp(nodes[0].url);
    const calls = await fillWaitingRooms(admin, organization, {
      queues: 1,
      calls: TAPS_A_ROUND * (ROUNDS + 1) * ROOMS.length,
    });
    const queueId = calls[0]?.queueId ?? '';
    const rows: Table['rows'] = [];
    for (const listeners of ROOMS) {
      const [here, there] = await Promise.all(nodes.map((node) => room(node, organization.slug, queueId, listeners)));
      if (!here || !there) throw new Error('two nodes, two rooms');
      const same: number[][] = [];
      const other: number[][] = [];
      for (let turn = 0; turn <= ROUNDS; turn++) {
        const taps = calls.splice(0, TAPS_A_ROUND);
        const times = await tapAll(taps, async ({ counterId }) => {
          const started = performance.now();
          const answer = await post(nodes[0].url, `/api/v1/queues/${queueId}/calls`, {
            body: { counter_id: counterId },
            token: organization.token,
          });
          const { call_seq } = answer.body as { call_seq: number };
          const [seenHere, seenThere] = await Promise.all([here.seen(call_seq), there.seen(call_seq)]);
          return [seenHere - started, seenThere - started] as const;
        });
        // The first round warms up and is not counted.
        if (turn === 0) continue;
        same.push(times.map(([ms]) => ms));
        other.push(times.map(([, ms]) => ms));
      }
      rows.push(
        row(`${listeners} on each node: the same node`, same),
        row(`${listeners} on each node: the other node`, other),
      );
      here.leave();
      there.leave();
    }
    return {
      title: 'Click to screen: milliseconds from the tap until a screen has the change',
      how: `${ROUNDS} rounds of ${TAPS_A_ROUND} taps, one every ${EVERY_MS} ms; medians of the rounds' quantiles. Two nodes, Redis, PostgreSQL, all listeners and the taps share the machine's cores.`,
      rows,
    };
  } finally {
    closeConnections();
    await admin.end();
    await Promise.all(nodes.map((node) => node.stop()));
    await redis.stop();
    await database.close();
  }
}

function row(name: string, rounds: readonly number[][]): Table['rows'][number] {
  const of = (share: number) => round(median(rounds.map((times) => quantile(times, share))), 1);
  return { room: name, p50: of(0.5), p90: of(0.9), p99: of(0.99) };
}

/** Starts one every few milliseconds, whether the one before has been seen or not. */
async function tapAll<T, R>(taps: readonly T[], tap: (tap: T) => Promise<R>): Promise<R[]> {
  const begun: Promise<R>[] = [];
  for (const one of taps) {
    begun.push(tap(one));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return Promise.all(begun);
}

/** Screens that watch a queue on one node; the last of them tells when it has a call. */
async function room(node: RunningNode, slug: string, queueId: string, listeners: number) {
  const sockets = Array.from({ length: listeners }, () =>
    io(`${node.url}/org/${slug}`, { transports: ['websocket'], auth: { token: '' }, forceNew: true }),
  );
  await Promise.all(sockets.map((socket) => watch(socket, queueId)));
  const seenAt = new Map<number, number>();
  const waiting = new Map<number, (at: number) => void>();
  sockets.at(-1)?.on('queue:changed', (change: { set: { call_seq: number | null }[] }) => {
    const at = performance.now();
    for (const { call_seq: call } of change.set) {
      if (call === null || seenAt.has(call)) continue;
      seenAt.set(call, at);
      waiting.get(call)?.(at);
    }
  });
  return {
    seen: (call: number) =>
      new Promise<number>((resolve) => {
        const at = seenAt.get(call);
        if (at === undefined) waiting.set(call, resolve);
        else resolve(at);
      }),
    leave: () => sockets.forEach((socket) => socket.disconnect()),
  };
}

async function watch(socket: Socket, queueId: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const answer = (await socket.emitWithAck('queue:watch', { queue_id: queueId })) as { ok: boolean };
  if (!answer.ok) throw new Error(`cannot watch: ${JSON.stringify(answer)}`);
}
