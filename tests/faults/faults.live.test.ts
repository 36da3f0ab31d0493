import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { checkHistory } from './check-history.ts';
import { LASTS_MS, LONG, SEEDS } from './extent.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { History, Violation } from './history.ts';
import { openHospital, type Hospital } from './hospital.ts';
import { startMorning } from './morning.ts';
import { openRecordingScreen, type RecordingScreen } from './recording-screen.ts';
import { countKinds, report, tell, type Row } from './report.ts';

const SCREENS = 6;
/** No line lives longer, whatever else is broken. */
const DROPPED_AFTER_MS = 15_000;
/** Longest until everybody shows what is true: a line that is silently dead is given up after 35 s, and the next try may be half a minute later. */
const CURRENT_WITHIN_MS = 90_000;
/** The head check's second, and what a busy machine makes of it. */
const FOLLOW_WITHIN_MS = 5_000;

test.each(SEEDS)(
  'whatever breaks, everybody is called once and in order, and no screen is wrong (seed %i)',
  async (seed) => {
    const hospital = await openHospital(seed);
    try {
      const possible = FAULTS.filter(({ leftOut }) => (leftOut?.(hospital) ?? null) === null);
      const leftOut = FAULTS.flatMap((fault) => {
        const reason = fault.leftOut?.(hospital) ?? null;
        return reason === null ? [] : [`${fault.name}: ${reason}`];
      });
      const ward = await openWard(hospital);
      const rows: Row[] = [];
      let violations: Violation[] = [];
      let history: History | null = null;
      try {
        for (const faults of plan(seed, possible)) {
          const suffered = await suffer(faults, ward).catch((error: unknown) => {
            throw new Error(`${nameOf(faults)}: ${String(error)}`, { cause: error });
          });
          await ward.comeToRest();
          history = await ward.history();
          violations = checkHistory(history);
          const row = { ...suffered, ...countKinds(violations) };
          rows.push(row);
          tell(row);
          // What is wrong once stays wrong: the next row would only say it again.
          if (violations.length > 0) break;
          ward.goOn();
        }
      } finally {
        report(seed, rows, leftOut, history);
        await ward.close();
      }
      expect(violations).toEqual([]);
    } finally {
      await hospital.close();
    }
  },
  LONG ? 3_600_000 : 600_000,
);

/** Every fault once, in an order that the seed says; in the long form also two at once, of different parts. */
function plan(seed: number, possible: readonly Fault[]): Fault[][] {
  const shuffled = fc.shuffledSubarray([...possible], { minLength: possible.length });
  const [orders] = fc.sample(fc.tuple(shuffled, shuffled), { seed, numRuns: 1 });
  const [first = [], second = []] = orders ?? [];
  const pairs = first.flatMap((one, n) => {
    const other = [...second.slice(n), ...second].find(({ part, alone }) => part !== one.part && !alone);
    return other === undefined || one.alone ? [] : [[one, other]];
  });
  return [...first.map((one) => [one]), ...(LONG ? pairs : [])];
}

type Ward = Awaited<ReturnType<typeof openWard>>;

/** Everybody who works and everybody who looks. */
async function openWard(hospital: Hospital) {
  const { clinic, queue, urls, wire, now } = hospital;
  const display = await clinic.device('display', [queue.id], urls[0]);
  const about = { slug: clinic.slug, token: display.token, queueId: queue.id, kind: 'display' as const };
  const screens = Array.from({ length: SCREENS }, (_, n) =>
    openRecordingScreen(urls[n % urls.length] ?? '', { ...about, name: `screen ${n + 1}` }, now),
  );
  const morning = await startMorning(hospital);
  await eventually(() => expect(morning.commands.length).toBeGreaterThan(40), { within: 30_000 });
  let isDropping = true;
  const dropping = setInterval(() => isDropping && wire.cutOlderThan(DROPPED_AFTER_MS), 500);
  let work: () => void = () => undefined;

  return {
    hospital,
    screens,
    morning,
    /** Everything is done that was begun, every screen is current within so long, and nothing happens until `goOn`. */
    async comeToRest(within = CURRENT_WITHIN_MS): Promise<void> {
      work = await morning.rest();
      isDropping = false;
      await allShow(await inOrder(() => hospital.head()), screens, within);
    },
    async history(): Promise<History> {
      return {
        commands: [...morning.commands],
        screens: screens.map((one) => one.recorded()),
        truth: await inOrder(() => hospital.truth(display.token)),
        failovers: hospital.failovers,
      };
    },
    goOn(): void {
      isDropping = true;
      work();
    },
    async close(): Promise<void> {
      clearInterval(dropping);
      work();
      await morning.end();
      screens.forEach((screen) => screen.close());
    },
  };
}

async function suffer(
  faults: Fault[],
  { hospital, morning, screens, comeToRest, goOn }: Ward,
): Promise<Pick<Row, 'fault' | 'inFlight' | 'meanwhile' | 'currentAfter' | 'remark'>> {
  // Something has to be under way when it breaks.
  await eventually(() => expect(morning.inFlight()).toBeGreaterThan(2), { within: 30_000, every: 1 });
  const inFlight = morning.inFlight();
  const before = morning.commands.length;
  const ends: (() => Promise<string | void>)[] = [];
  const inTurn = faults.toSorted((one, other) => Number(other.first ?? false) - Number(one.first ?? false));
  for (const fault of inTurn) ends.push(await fault.begin(hospital));
  await pause(LASTS_MS);
  if (faults.every(({ screensFollow }) => screensFollow)) {
    await comeToRest(FOLLOW_WITHIN_MS);
    goOn();
  }
  const meanwhile = morning.commands.length - before;
  // At once: what ends one of them may have to wait for the end of the other.
  const remarks = await Promise.all(ends.map((end) => end()));
  const over = performance.now();
  await allShow(await inOrder(() => hospital.head()), screens);
  const currentAfter = Math.round(performance.now() - over);
  // Work has gone on before everybody comes to rest.
  const done = morning.commands.length;
  await eventually(() => expect(morning.commands.length).toBeGreaterThan(done + 10), { within: 90_000 });
  const remark = remarks.filter((one) => one !== undefined).join('; ');
  return {
    fault: nameOf(faults),
    inFlight,
    meanwhile,
    currentAfter,
    ...(remark !== '' && { remark }),
  };
}

/** A database that ran out of room may still stop once more and put itself in order when it has room again. */
function inOrder<T>(ask: () => Promise<T>): Promise<T> {
  return eventually(ask, { within: 60_000, every: 100 });
}

function nameOf(faults: readonly Fault[]): string {
  return faults.map(({ name }) => name).join(' and ');
}

/** Until every screen shows this version of this history or a later one. */
async function allShow(
  head: { epoch: string; version: number },
  screens: RecordingScreen[],
  within = CURRENT_WITHIN_MS,
) {
  await eventually(
    () => {
      const behind = screens.filter((screen) => !screen.shows(head)).length;
      if (behind > 0) throw new Error(`${behind} screens have not followed within ${within} ms`);
    },
    { within, every: 10 },
  );
}
