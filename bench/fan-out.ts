import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { Crowd } from './crowd.ts';
import { deliver, paceFor, warmUp } from './deliver.ts';
import { startNchan } from './nchan.ts';
import { queueIdOf, slugOf } from './paper-clinics.ts';
import type { RawLineOptions } from './raw-line.ts';
import { Speaker, type SpeakerSettings, type Speech } from './speaker.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [100, 1_000, 5_000];
const ROUNDS = 5;
/** In each round, of each way. */
const DELIVERIES = 12_000;

type Way = {
  name: string;
  pids: () => readonly number[];
  crowd: Crowd;
  line: RawLineOptions;
  speak: (speech: Speech) => Promise<void>;
};

/** What one change costs the server for each screen in the room, beside what it would cost others. */
export async function benchFanOut(bench: Bench): Promise<Table> {
  const ways = await openWays(bench);
  const loop = ways.find(({ name }) => name === LOOP);
  const nchan = ways.find(({ name }) => name === NCHAN);
  const busyOf = watchBusy({
    'those who speak': () => ways.flatMap(({ pids }) => pids()),
    'those who listen': ways.map(({ crowd }) => crowd.pid),
  });
  const rows: Row[] = [];
  for (const [index, sockets] of SIZES.entries()) {
    const more = sockets - (SIZES[index - 1] ?? 0);
    for (const { crowd, line } of ways) await crowd.open(Array.from({ length: more }, () => line));
    if (index === 0) await warmUp(ways);
    const measured = await measure(ways, sockets);
    const of = (way: Way | undefined) => (way === undefined ? NaN : median(measured.get(way) ?? []));
    for (const way of ways) {
      const isOurs = way.name.startsWith('the service');
      rows.push({
        cells: {
          way: `${way.name}, ${sockets} sockets`,
          'CPU us per delivery': round(of(way), 1),
          'beside a ws.send loop': round(of(way) / of(loop), 2),
          ...(isOurs && nchan && { 'beside nchan': round(of(way) / of(nchan), 2) }),
        },
        ...(way.name === SERVICE && {
          goals: [
            { of: 'beside a ws.send loop', atMost: 0.9, stretch: 0.75 },
            { of: 'beside nchan', atMost: 1.25 },
          ],
        }),
      });
    }
  }
  return {
    title: 'Fan-out: CPU of the server for each screen that hears a change of some 300 bytes',
    how:
      `Medians of ${ROUNDS} alternating rounds of ${DELIVERIES} deliveries at a pace that nobody is overrun by; each server and each crowd of screens is a process of its own. ` +
      'The service is its delivery as built over organizations without a database, joining within 1 ms instead of 50, so that every change is a frame.' +
      (nchan ? '' : ' NCHAN IS NOT INSTALLED (apt-get install nginx libnginx-mod-nchan): its rows are missing.'),
    busy: busyOf(),
    rows,
  };
}

const SERVICE = 'the service';
const LOOP = 'ws, a send for each';
const NCHAN = 'nchan in nginx';

async function openWays(bench: Bench): Promise<Way[]> {
  const speaker = async (name: string, settings: SpeakerSettings, how?: Speech['how']): Promise<Way> => {
    const started = await Speaker.start(settings, bench);
    const { url, pid } = started;
    const line =
      settings.kind === 'ws'
        ? { url, path: '/' }
        : { url, namespace: `/org/${slugOf(0)}`, queueIds: [queueIdOf(0, 0)] };
    return {
      ...{ name, line, crowd: new Crowd(bench), pids: () => [pid] },
      speak: (speech) => started.speak({ ...speech, ...(how && { how }) }),
    };
  };
  const limits = { joinWithin: 1 };
  const ways = [
    await speaker(SERVICE, { kind: 'service', limits }),
    await speaker('the service, frames by the public way', { kind: 'service', limits, sharedFrames: false }),
    await speaker(LOOP, { kind: 'ws' }),
    await speaker('ws, one frame written to each', { kind: 'ws' }, 'one frame'),
    await speaker('Socket.IO, to(room).emit', { kind: 'socket.io' }),
  ];
  const nchan = await startNchan(bench);
  if (nchan === null) return ways;
  const { url, path, pids, speak } = nchan;
  return [...ways, { name: NCHAN, line: { url, path }, crowd: new Crowd(bench), pids, speak }];
}

async function measure(ways: readonly Way[], sockets: number): Promise<Map<Way, number[]>> {
  const measured = new Map<Way, number[]>(ways.map((way) => [way, []]));
  // The first round warms up and is not counted.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const way of ways) {
      const { usPerDelivery } = await deliver(way, paceFor(sockets, DELIVERIES), sockets);
      if (turn > 0) measured.get(way)?.push(usPerDelivery);
    }
  }
  return measured;
}
