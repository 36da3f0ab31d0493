import { openRedis } from '../realtime/open-redis.ts';
import { startRedisCluster } from '../tests/support/redis-cluster.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { cpuUs } from './cpu-time.ts';
import { redisPid } from './redis-pid.ts';
import { Speaker } from './speaker.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

/** Lines that hear every change, as each node has one. */
const LISTENING = [3, 20, 80];
const ROUNDS = 3;
/** Two at once make nearly as many as ten thousand organizations would: with fewer a change costs more, for each one wakes everybody. */
const SPEAKERS = 2;
const SPEECH = { changes: 800, everyMs: 1 };
/** What every node says to every other one. */
const CHANNEL = '{waitlessq}#/nodes#';
const SILENCE_MS = 1_000;

type Place = {
  name: string;
  url: string;
  redisPid: number;
  speaking: Speaker[];
  silent: Speaker;
  more: (count: number) => Promise<void>;
};

/** What a change costs Redis for each node there is, and each node that has nobody to tell. */
export async function benchNodes(bench: Bench): Promise<Table> {
  const single = await bench.redis();
  const cluster = await startRedisCluster();
  bench.afterwards(() => cluster.stop());
  const { master } = await cluster.holders();
  const places = [
    await open('one Redis', single.url, single.url, bench),
    await open('a cluster of three masters', cluster.url, master.url, bench),
  ];
  const busy = watchBusy({
    'the nodes': places.flatMap(({ speaking, silent }) => [...speaking, silent].map(({ pid }) => pid)),
    Redis: places.map((place) => place.redisPid),
    'all other lines': process.pid,
  });
  const rows: Row[] = [];
  for (const listening of LISTENING) {
    // The speaking nodes and the silent one are among them.
    for (const place of places) await place.more(listening - SPEAKERS - 1);
    const measured = new Map(places.map((place) => [place, [] as Used[]]));
    // The first round warms up and is not counted.
    for (let turn = 0; turn <= ROUNDS; turn++) {
      for (const place of places) {
        const used = await measure(place);
        if (turn > 0) measured.get(place)?.push(used);
      }
    }
    const of = (place: Place | undefined, who: keyof Used) =>
      median(((place && measured.get(place)) ?? []).map((used) => used[who]));
    const [one] = places;
    for (const place of places) {
      rows.push({
        cells: {
          nodes: `${listening}, ${place.name}`,
          'changes/s': round(of(place, 'perSecond')),
          'Redis us': round(of(place, 'redis'), 1),
          'Redis us for each node': round(of(place, 'redis') / listening, 2),
          'beside one Redis': round(of(place, 'redis') / of(one, 'redis'), 2),
          'node without listeners us': round(of(place, 'silent'), 1),
        },
      });
    }
  }
  return {
    title: 'Nodes: CPU for each change of the Redis that carries it, and of a node that has nobody to tell',
    how: `Medians of ${ROUNDS} alternating rounds of ${SPEECH.changes} changes of each of ${SPEAKERS} nodes, one every ${SPEECH.everyMs} ms or as soon as it can. These and one more are nodes; the others are lines of this program, which only listen. What the same processes use in as long a time without changes is taken off. Of the cluster it is the master that has the channel.`,
    busy: busy(),
    rows,
  };
}

async function open(name: string, url: string, pidOf: string, bench: Bench): Promise<Place> {
  const settings = { kind: 'service', queues: 100, redisUrl: url } as const;
  const speaking = [];
  for (let n = 0; n < SPEAKERS; n++) speaking.push(await Speaker.start(settings, bench));
  const silent = await Speaker.start(settings, bench);
  let lines = 0;
  return {
    name,
    url,
    redisPid: await redisPid(pidOf),
    speaking,
    silent,
    async more(count) {
      for (; lines < count; lines++) {
        const line = openRedis(url, { waits: true, retryStrategy: () => 100 });
        line.on('error', () => undefined);
        bench.afterwards(() => line.disconnect());
        await line.connect();
        await line.ssubscribe(CHANNEL);
      }
    },
  };
}

type Used = { redis: number; silent: number; perSecond: number };

async function measure({ speaking, silent, redisPid: redis }: Place): Promise<Used> {
  const use = () => ({ redis: cpuUs(redis), silent: cpuUs(silent.pid), at: performance.now() });
  const first = use();
  await Promise.all(speaking.map((speaker) => speaker.speak(SPEECH)));
  const second = use();
  await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
  const third = use();
  const share = (second.at - first.at) / (third.at - second.at);
  const changes = SPEAKERS * SPEECH.changes;
  const of = (who: 'redis' | 'silent') => (second[who] - first[who] - (third[who] - second[who]) * share) / changes;
  return { redis: of('redis'), silent: of('silent'), perSecond: changes / ((second.at - first.at) / 1_000) };
}
