import fc from 'fast-check';
import {
  type CounterScene,
  estimateWaits,
  seededRandom,
  shownWait,
  type WaitRange,
  type WaitScene,
} from '../../../models/rules/wait-estimate.ts';
import { morningInClinic } from './simulated-clinic.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const MINUTE = 60_000;
const inMinutes = (minutes: number) => NOW + minutes * MINUTE;
const repeated = <Value>(times: number, value: Value) => Array.from({ length: times }, () => value);

const free: CounterScene = { occupant: null, pausedUntil: null, closesAt: null };
const serving = (sinceMinutes: number): CounterScene => ({
  ...free,
  occupant: { servedSince: inMinutes(-sinceMinutes) },
});
/** Every service takes ten minutes, everybody comes, and the next one is there at once. */
const clockwork: WaitScene = {
  now: NOW,
  waiting: 4,
  counters: [free],
  samples: repeated(30, 10),
  noShowRate: 0,
  turnoverMinutes: 0,
};
const estimate = (scene: Partial<WaitScene>, seed = 1) => estimateWaits({ ...clockwork, ...scene }, seededRandom(seed));
const certain = (...minutes: number[]) => minutes.map((wait): WaitRange => ({ p20: wait, p50: wait, p80: wait }));
const p80s = (ranges: WaitRange[] | null) => ranges?.map(({ p80 }) => p80);

describe('how long people wait', () => {
  test('one counter calls a person every ten minutes, two counters call two', () => {
    expect(estimate({})).toEqual(certain(0, 10, 20, 30));
    expect(estimate({ counters: [free, free] })).toEqual(certain(0, 0, 10, 10));
  });

  test('nothing is said before thirty services, nor without a counter', () => {
    expect(estimate({ samples: repeated(29, 10) })).toBeNull();
    expect(estimate({ counters: [] })).toBeNull();
  });

  test('an empty waiting room has no waits', () => {
    expect(estimate({ waiting: 0 })).toEqual([]);
  });

  test('the walk to the counter counts for those behind', () => {
    expect(estimate({ turnoverMinutes: 2 })).toEqual(certain(0, 12, 24, 36));
  });

  test('somebody called who is still walking is about to be served', () => {
    expect(estimate({ counters: [{ ...free, occupant: { servedSince: null } }], turnoverMinutes: 2 })).toEqual(
      certain(12, 24, 36, 48),
    );
  });

  test('people who do not come cost the walk alone', () => {
    expect(estimate({ noShowRate: 1, turnoverMinutes: 1 })).toEqual(certain(0, 1, 2, 3));
  });

  test('a service is the nearer to its end the longer it has taken', () => {
    const samples = [...repeated(15, 6), ...repeated(15, 20)];
    const first = (sinceMinutes: number) => estimate({ samples, waiting: 1, counters: [serving(sinceMinutes)] })?.[0];
    expect(first(0)).toMatchObject({ p20: 6, p80: 20 });
    expect(first(7)).toEqual(certain(13)[0]);
    expect(first(15)).toEqual(certain(5)[0]);
  });

  test('a service longer than any before goes on as the longest ones did', () => {
    const samples = Array.from({ length: 60 }, (_, index) => index + 1);
    const [next] = estimate({ samples, waiting: 1, counters: [serving(200)] }) ?? [];
    expect(next?.p20).toBeGreaterThan(0);
    expect(next?.p80).toBeLessThanOrEqual(10);
  });

  test('a service longer than all others, which took equally long, is believed to begin', () => {
    expect(estimate({ waiting: 1, counters: [serving(45)] })).toEqual(certain(10));
  });

  test('a counter on a break calls nobody before its end, and then somebody at once', () => {
    expect(estimate({ counters: [{ ...free, pausedUntil: inMinutes(25) }] })).toEqual(certain(25, 35, 45, 55));
    expect(estimate({ counters: [free, { ...free, pausedUntil: inMinutes(15) }] })).toEqual(certain(0, 10, 15, 20));
  });

  test('a break that should be over delays nobody', () => {
    expect(estimate({ counters: [{ ...free, pausedUntil: inMinutes(-5) }] })).toEqual(certain(0, 10, 20, 30));
  });

  test('a counter that closes leaves the rest to the others', () => {
    const closing = { ...free, closesAt: inMinutes(10) };
    expect(estimate({ counters: [free, closing] })).toEqual(certain(0, 0, 10, 20));
  });

  test('nothing is promised to those whom nobody will call before closing', () => {
    expect(estimate({ counters: [{ ...free, closesAt: inMinutes(20) }] })).toEqual(certain(0, 10));
    expect(estimate({ counters: [{ ...free, closesAt: inMinutes(-1) }] })).toEqual([]);
  });

  test('what services took lately counts more than what they took before', () => {
    const [before, lately] = [repeated(100, 10), repeated(100, 20)];
    const [, sooner] = estimate({ samples: [...before, ...lately] }) ?? [];
    const [, later] = estimate({ samples: [...lately, ...before] }) ?? [];
    expect([sooner?.p50, later?.p50]).toEqual([10, 20]);
  });
});

const scenes = fc.record({
  now: fc.constant(NOW),
  waiting: fc.integer({ min: 1, max: 12 }),
  counters: fc.array(
    fc.record({
      occupant: fc.option(
        fc.record({ servedSince: fc.option(fc.integer({ min: 0, max: 90 }).map((ago) => inMinutes(-ago))) }),
      ),
      pausedUntil: fc.option(fc.integer({ min: -10, max: 40 }).map(inMinutes)),
      closesAt: fc.option(fc.integer({ min: -5, max: 200 }).map(inMinutes)),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  samples: fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 30, maxLength: 80 }),
  noShowRate: fc.double({ min: 0, max: 1, noNaN: true }),
  turnoverMinutes: fc.double({ min: 0, max: 5, noNaN: true }),
});

describe('whatever the clinic looks like', () => {
  test('nobody waits less than nothing, for ever, or less than those before', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const ranges = estimateWaits(scene, seededRandom(seed)) ?? [];
        expect(ranges.length).toBeLessThanOrEqual(scene.waiting);
        for (const [index, { p20, p50, p80 }] of ranges.entries()) {
          const before = ranges[index - 1] ?? { p20: 0, p50: 0, p80: 0 };
          expect(p20).toBeGreaterThanOrEqual(before.p20);
          expect(p50).toBeGreaterThanOrEqual(Math.max(before.p50, p20));
          expect(p80).toBeGreaterThanOrEqual(Math.max(before.p80, p50));
          expect(p80).toBeLessThan(Infinity);
        }
      }),
    );
  });

  test('the same seed tells everybody the same, another one something else', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const told = estimateWaits(scene, seededRandom(seed));
        expect(estimateWaits(structuredClone(scene), seededRandom(seed))).toEqual(told);
      }),
    );
    const varied = { samples: Array.from({ length: 60 }, (_, index) => 1 + (index % 20)), waiting: 5 };
    expect(estimate(varied, 1)).not.toEqual(estimate(varied, 2));
  });

  test('one more counter makes nobody wait longer', () => {
    const samples = Array.from({ length: 60 }, (_, index) => 5 + (index % 11));
    for (const counters of [1, 2, 3, 5, 8]) {
      const few = p80s(estimate({ samples, waiting: 30, counters: repeated(counters, free) })) ?? [];
      const more = p80s(estimate({ samples, waiting: 30, counters: repeated(counters + 1, free) })) ?? [];
      expect(more.filter((wait, index) => wait > (few[index] ?? 0))).toEqual([]);
    }
  });
});

describe('what people are told', () => {
  test.each([
    [
      { p20: 12, p50: 17.6, p80: 23 },
      { p20: 10, p50: 18, p80: 25 },
    ],
    [
      { p20: 10, p50: 15, p80: 20 },
      { p20: 10, p50: 15, p80: 20 },
    ],
    [
      { p20: 0, p50: 0, p80: 0 },
      { p20: 0, p50: 0, p80: 5 },
    ],
    [
      { p20: 10, p50: 10, p80: 10 },
      { p20: 10, p50: 10, p80: 15 },
    ],
    [
      { p20: 11, p50: 12, p80: 13 },
      { p20: 10, p50: 12, p80: 15 },
    ],
  ])('%j is said as %j', (range, said) => {
    expect(shownWait(range)).toEqual(said);
  });

  test('is always a range of whole fives around the estimate', () => {
    const minutes = fc.double({ min: 0, max: 600, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(minutes, minutes, minutes), (drawn) => {
        const [p20 = 0, p50 = 0, p80 = 0] = drawn.toSorted((a, b) => a - b);
        const said = shownWait({ p20, p50, p80 });
        expect([said.p20 % 5, said.p80 % 5]).toEqual([0, 0]);
        expect(said.p20).toBeLessThanOrEqual(p20);
        expect(said.p80).toBeGreaterThanOrEqual(p80);
        expect(said.p80).toBeGreaterThan(said.p20);
        expect(said.p50).toBeGreaterThanOrEqual(said.p20);
        expect(said.p50).toBeLessThanOrEqual(said.p80);
      }),
    );
  });
});

describe('chance', () => {
  test('falls evenly, and differently for every seed', () => {
    const random = seededRandom(2026);
    const drawn = Array.from({ length: 20_000 }, random);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = drawn.filter((value) => Math.floor(value * 10) === tenth).length / drawn.length;
      expect(share).toBeCloseTo(0.1, 1.5);
    }
    expect(new Set(Array.from({ length: 100 }, (_, seed) => seededRandom(seed)())).size).toBe(100);
  });
});

const MEAN_SERVICE = 8;
const exponential = (random: () => number) => -MEAN_SERVICE * Math.log(1 - random());
const lognormal = (random: () => number) => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return MEAN_SERVICE * Math.exp(0.7 * normal - 0.7 ** 2 / 2);
};

/** What came true of all that was promised on so many simulated mornings. */
function mornings(count: number, counters: number, duration: (random: () => number) => number, seed: number) {
  const random = seededRandom(seed);
  const habits = {
    counters,
    service: () => duration(random),
    meanService: MEAN_SERVICE,
    noShowRate: 0.05,
    turnoverMinutes: 3,
    load: 1.3,
    known: 150,
  };
  const promises = Array.from({ length: count }, () => morningInClinic(habits, 180, random)).flatMap(
    ({ scene, waits }) => {
      const ranges = estimateWaits(scene, random) ?? [];
      const mean = scene.samples.reduce((sum, minutes) => sum + minutes) / scene.samples.length;
      return waits.map((wait, index) => ({ wait, told: ranges[index], naive: ((index + 1) * mean) / counters }));
    },
  );
  const share = (kept: (wait: number, told: WaitRange) => boolean) =>
    promises.filter(({ wait, told }) => told !== undefined && kept(wait, told)).length / promises.length;
  const error = (guess: (promise: (typeof promises)[number]) => number) =>
    promises.reduce((sum, promise) => sum + Math.abs(promise.wait - guess(promise)), 0) / promises.length;
  return {
    promises: promises.length,
    within: share((wait, { p20, p80 }) => wait >= p20 && wait <= p80),
    longer: share((wait, { p80 }) => wait > p80),
    error: error(({ told }) => told?.p50 ?? NaN),
    naiveError: error(({ naive }) => naive),
  };
}

describe.each([
  { services: 'very uneven (exponential)', duration: exponential },
  { services: 'mostly alike, sometimes long (lognormal)', duration: lognormal },
])('in a simulated clinic whose services are $services', ({ duration }) => {
  test.each([
    { counters: 1, days: 300 },
    { counters: 3, days: 150 },
    { counters: 10, days: 75 },
  ])('with $counters counters the promises come true, nearer than position x mean / counters', ({ counters, days }) => {
    const { promises, within, longer, error, naiveError } = mornings(days, counters, duration, counters);
    expect(promises).toBeGreaterThan(1_500);
    expect(within).toBeGreaterThan(0.52);
    expect(within).toBeLessThan(0.68);
    expect(longer).toBeLessThan(0.25);
    expect(error).toBeLessThan(naiveError);
  });
});
