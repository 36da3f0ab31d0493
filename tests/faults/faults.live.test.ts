import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { checkHistory } from './check-history.ts';
import { LONG, SEEDS } from './extent.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { History } from './history.ts';
import { openHospital, type Hospital } from './hospital.ts';
import { startMorning, type Morning } from './morning.ts';
import { openRecordingScreen, type RecordingScreen } from './recording-screen.ts';

const LASTS_MS = LONG ? 20_000 : 1_500;
const SCREENS = 6;
/** Longest until everybody shows what is true: a line that is silently dead is given up after 35 s, and the next try may be half a minute later. */
const CURRENT_WITHIN_MS = 90_000;
/** The head check's second, and what a busy machine makes of it. */
const FOLLOW_WITHIN_MS = 5_000;

/** Milliseconds. */
type Row = { fault: string; inFlight: number; meanwhile: number; currentAfter: number };

test.each(SEEDS)(
  'whatever breaks, everybody is called once and in order, and no screen is wrong (seed %i)',
  async (seed) => {
    const hospital = await openHospital();
    try {
      const { rows, history } = await live(hospital, plan(seed));
      process.stderr.write(report(seed, rows, history));
      expect(checkHistory(history)).toEqual([]);
    } finally {
      await hospital.close();
    }
  },
  LONG ? 3_600_000 : 600_000,
);

/** Every fault once, in an order that the seed says; in the long form also two at once. */
function plan(seed: number): Fault[][] {
  const shuffled = fc.shuffledSubarray([...FAULTS], { minLength: FAULTS.length });
  const [orders] = fc.sample(fc.tuple(shuffled, shuffled), { seed, numRuns: 1 });
  const [first = [], second = []] = orders ?? [];
  const pairs = first.flatMap((one, n) => {
    const other = second[n];
    return other === undefined || other === one ? [] : [[one, other]];
  });
  return [...first.map((one) => [one]), ...(LONG ? pairs : [])];
}

async function live(hospital: Hospital, faults: Fault[][]): Promise<{ rows: Row[]; history: History }> {
  const { clinic, queue, urls } = hospital;
  const began = performance.now();
  const now = () => performance.now() - began;
  const display = await clinic.device('display', [queue.id], urls[0]);
  const about = { slug: clinic.slug, token: display.token, queueId: queue.id, kind: 'display' as const };
  const screens = Array.from({ length: SCREENS }, (_, n) =>
    openRecordingScreen(urls[n % urls.length] ?? '', { ...about, name: `screen ${n + 1}` }, now),
  );
  const morning = await startMorning(hospital, now);
  const rows: Row[] = [];
  try {
    await eventually(() => expect(morning.commands.length).toBeGreaterThan(40), { within: 30_000 });
    for (const some of faults) rows.push(await suffer(some, hospital, morning, screens));
    await morning.end();
    await allShow(await hospital.version(), screens);
    const truth = await hospital.truth(display.token);
    return { rows, history: { commands: morning.commands, screens: screens.map((one) => one.recorded()), truth } };
  } finally {
    screens.forEach((screen) => screen.close());
  }
}

async function suffer(faults: Fault[], hospital: Hospital, morning: Morning, screens: RecordingScreen[]): Promise<Row> {
  const inFlight = morning.inFlight();
  const before = morning.commands.length;
  const ends: (() => Promise<void>)[] = [];
  for (const fault of faults) ends.push(await fault.begin(hospital));
  await pause(LASTS_MS);
  if (faults.every(({ screensFollow }) => screensFollow)) {
    const goOn = await morning.rest();
    await allShow(await hospital.version(), screens, FOLLOW_WITHIN_MS);
    goOn();
  }
  for (const end of ends) await end();
  const over = performance.now();
  await allShow(await eventually(() => hospital.version(), { within: 30_000 }), screens);
  const current = performance.now() - over;
  // Work has gone on before the next thing breaks.
  const done = morning.commands.length;
  await eventually(() => expect(morning.commands.length).toBeGreaterThan(done + 10), { within: 90_000 });
  return {
    fault: faults.map(({ name }) => name).join(' and '),
    inFlight,
    meanwhile: done - before,
    currentAfter: Math.round(current),
  };
}

/** Until every screen shows this version or a later one. */
async function allShow(version: number, screens: RecordingScreen[], within = CURRENT_WITHIN_MS): Promise<void> {
  const behind = () => screens.filter((screen) => (screen.version() ?? -1) < version).length;
  await eventually(() => expect(behind()).toBe(0), { within, every: 10 });
}

function report(seed: number, rows: Row[], { commands, screens, truth }: History): string {
  const unanswered = commands.filter(({ answer }) => answer === null).length;
  const again = commands.filter(({ tries }) => tries > 1).length;
  const heard = screens.flatMap(({ spoken }) => spoken).length;
  return [
    `Seed ${seed}: ${commands.length} commands, ${again} asked more than once, ${unanswered} never answered;`,
    `  ${truth.entries.length} people, ${truth.calls.length} calls, ${heard} heard on ${screens.length} screens`,
    ...rows.map(
      ({ fault, inFlight, meanwhile, currentAfter }) =>
        `  ${fault}: ${inFlight} in flight, ${meanwhile} done meanwhile, every screen current ${currentAfter} ms after`,
    ),
    '',
  ].join('\n');
}
