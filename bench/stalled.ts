import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { Crowd } from './crowd.ts';
import { now } from './now.ts';
import { queueIdOf, slugOf } from './paper-clinics.ts';
import type { RawLineOptions } from './raw-line.ts';
import { sendQueues } from './send-queues.ts';
import { Speaker, type WatchedLines } from './speaker.ts';
import { round } from './statistics.ts';
import type { Row, Table } from './table.ts';

/** How much is said to each of them: a display of a large house at its busiest, and far beyond. A queue speaks twenty times a second at most. */
const SETTINGS = [
  { queues: 5, padding: 8_000 },
  { queues: 50, padding: 2_000 },
  { queues: 50, padding: 8_000 },
];
const FRAMES_A_SECOND = 20;
const STALLED = 5;
const GIVEN_UP_MS = 45_000;
const LOOK_EVERY_MS = 250;

/** What a node holds for screens that answer its pings and read nothing, and when it lets them go. */
export async function benchStalled(bench: Bench): Promise<Table> {
  const measured = await Promise.all(SETTINGS.map((setting) => open(setting, bench)));
  const busyOf = watchBusy({
    'the nodes': measured.map(({ node }) => node.pid),
    'the screens': measured.flatMap(({ crowds }) => crowds.map(({ pid }) => pid)),
  });
  const rows = await Promise.all(measured.map(stall));
  return {
    title: 'Screens that answer and do not read: what a node holds for them and when they are gone',
    how:
      `${STALLED} of them beside one that reads, for each rate at which is spoken, at once. First the system takes bytes for them, as many as it likes; when it takes no more, the node holds them. ` +
      'The most that any of them was given to hold by the node, by the system, and the latest end, since it began to read nothing and since the node began to hold.',
    busy: busyOf(),
    rows,
  };
}

type Setting = (typeof SETTINGS)[number];
type Opened = Setting & { node: Speaker; crowds: Crowd[]; line: RawLineOptions };

async function open(setting: Setting, bench: Bench): Promise<Opened> {
  const node = await Speaker.start({ kind: 'service', queues: setting.queues }, bench);
  const queueIds = Array.from({ length: setting.queues }, (_, queue) => queueIdOf(0, queue));
  const line = { url: node.url, namespace: `/org/${slugOf(0)}`, queueIds };
  return { ...setting, node, line, crowds: [new Crowd(bench), new Crowd(bench)] };
}

async function stall({ queues, padding, node, crowds, line }: Opened): Promise<Row> {
  const [reading, stalled] = crowds as [Crowd, Crowd]; // as opened
  await reading.open([line]);
  await stalled.open(
    Array.from({ length: STALLED }, () => ({ ...line, stalls: true })),
    { atOnce: STALLED },
  );
  const began = now();
  const port = Number(new URL(node.url).port);
  let inSystem = 0;
  let lines: WatchedLines = [];
  const end = began + GIVEN_UP_MS;
  const everyMs = 1_000 / FRAMES_A_SECOND / queues;
  const changes = Math.ceil(LOOK_EVERY_MS / everyMs);
  const isOver = () => lines.filter(({ endedAt }) => endedAt !== null).length >= STALLED;
  for (lines = await node.lines(); !isOver() && now() < end; lines = await node.lines()) {
    await node.speak({ changes, everyMs, padding });
    inSystem = Math.max(inSystem, ...sendQueues(port).values());
  }
  const { lost } = await reading.tell();
  const gone = lines.filter(({ endedAt }) => endedAt !== null);
  const since = (moment: (line: WatchedLines[number]) => number) =>
    gone.length < STALLED ? NaN : Math.max(...gone.map((one) => ((one.endedAt ?? NaN) - moment(one)) / 1_000));
  return {
    cells: {
      said: `${queues} queues, ${round(((padding + 300) * queues * FRAMES_A_SECOND) / 2 ** 20, 1)} MB/s`,
      'node KB': round(Math.max(...gone.map(({ most }) => most)) / 1_024),
      'system KB': round(inSystem / 1_024),
      'seconds since stalled': round(
        since(() => began),
        1,
      ),
      'seconds since held': round(
        since(({ heldSince }) => heldSince ?? began),
        1,
      ),
      'who reads, cut off': lost.length,
    },
    goals: [
      { of: 'node KB', atMost: 256 },
      { of: 'seconds since held', atMost: 20 },
      { of: 'who reads, cut off', atMost: 0 },
    ],
  };
}
