import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { Crowd } from './crowd.ts';
import { deliver, paceFor, warmUp } from './deliver.ts';
import { queueIdOf, slugOf } from './paper-clinics.ts';
import type { RawLineOptions } from './raw-line.ts';
import { Speaker } from './speaker.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [100, 1_000, 5_000];
const ROUNDS = 7;
const DELIVERIES = 12_000;

/** What the node where the screens are pays when the change comes from another node, beside one whose own change it is. */
export async function benchFanOutRedis(bench: Bench): Promise<Table> {
  const redis = await bench.redis();
  const limits = { joinWithin: 1 };
  const alone = await Speaker.start({ kind: 'service', limits }, bench);
  const other = await Speaker.start({ kind: 'service', limits, redisUrl: redis.url }, bench);
  const receiving = await Speaker.start({ kind: 'service', limits, redisUrl: redis.url }, bench);
  const ways = [
    { speaking: alone, hearing: alone, crowd: new Crowd(bench) },
    { speaking: other, hearing: receiving, crowd: new Crowd(bench) },
  ].map(({ speaking, hearing, crowd }) => ({
    crowd,
    line: { url: hearing.url, namespace: `/org/${slugOf(0)}`, queueIds: [queueIdOf(0, 0)] } satisfies RawLineOptions,
    pids: () => [hearing.pid],
    speak: speaking.speak.bind(speaking),
  }));
  const busyOf = watchBusy({
    'the three nodes': [alone.pid, other.pid, receiving.pid],
    'the screens': ways.map(({ crowd }) => crowd.pid),
  });
  const rows: Row[] = [];
  for (const [index, sockets] of SIZES.entries()) {
    const more = sockets - (SIZES[index - 1] ?? 0);
    for (const { crowd, line } of ways) await crowd.open(Array.from({ length: more }, () => line));
    if (index === 0) await warmUp(ways);
    const measured: number[][] = ways.map(() => []);
    // The first round warms up and is not counted.
    for (let turn = 0; turn <= ROUNDS; turn++) {
      for (const [one, way] of ways.entries()) {
        const { usPerDelivery } = await deliver(way, paceFor(sockets, DELIVERIES), sockets);
        if (turn > 0) measured[one]?.push(usPerDelivery);
      }
    }
    const [own, received] = measured.map(median);
    rows.push({
      cells: {
        room: `${sockets} sockets`,
        'own change, CPU us per delivery': round(own ?? NaN, 1),
        'through Redis, CPU us per delivery': round(received ?? NaN, 1),
        'beside the own': round((received ?? NaN) / (own ?? NaN), 2),
      },
      goals: [{ of: 'beside the own', atMost: 1.1 }],
    });
  }
  return {
    title: 'Fan-out through Redis: CPU of the node where the screens are',
    how: `Medians of ${ROUNDS} alternating rounds of ${DELIVERIES} deliveries. One node is alone and says its own changes; of two others one says them and the other one, measured here, has the screens. Otherwise as above.`,
    busy: busyOf(),
    rows,
  };
}
