/** Minutes until a person is called: one time in five sooner than `p20`, one time in five later than `p80`. */
export type WaitRange = { p20: number; p50: number; p80: number };

/** A queue as it stands. Moments in milliseconds since 1970, durations in minutes. */
export type WaitScene = {
  now: number;
  /** How many wait. Whoever is first in calling order is at index 0 of the answer. */
  waiting: number;
  /** The counters that call from this queue, without those that are closed or paused until nobody knows when. */
  counters: readonly CounterScene[];
  /** How long finished services took, the latest first. */
  samples: readonly number[];
  /** The share of those called who do not come, 0 to 1. */
  noShowRate: number;
  /** From one person's end at a counter to the beginning of the next. A no-show costs this and no more. */
  turnoverMinutes: number;
};

export type CounterScene = {
  /** Who is there: nobody, or somebody in service since then, or (`null`) somebody called who has not come yet. */
  occupant: { servedSince: number | null } | null;
  pausedUntil: number | null;
  /** From when on it calls nobody. */
  closesAt: number | null;
};

const FUTURES = 100;
/** The p20 is the twentieth of a hundred futures, the p80 the twentieth from the other end. */
const OUTSIDE = FUTURES / 5;
const FEWEST_SAMPLES = 30;
/** After so many services a sample counts half: the morning's doctor is not the afternoon's. */
const HALF_LIFE = 50;
/** How many of the longest services say how a service that outlasts nearly all of them goes on. */
const TAIL = 10;
const MINUTE = 60_000;

/**
 * How long everybody waits, by position: the present replayed into a hundred futures, each of which serves all who wait at
 * the counters there are. Shorter than `waiting` when one future in five closes before the rest are called; `null` while
 * too few services are known or no counter is open. The same `random` gives the same answer.
 *
 * Not foreseen: those who will yet overtake (urgent people, appointments that are not here).
 *
 * Reckoned from the queue's length and its counters, as Ibrahim & Whitt 2009 ("Real-time delay estimation in overloaded
 * multiserver queues with abandonments"), not from past waits, whose averages promise too little (Ang et al. 2016, "Accurate
 * emergency department wait time prediction"). See also Pak et al. 2021, "Predicting waiting time to treatment for emergency
 * department patients".
 */
export function estimateWaits(scene: WaitScene, random: () => number): WaitRange[] | null {
  if (scene.samples.length < FEWEST_SAMPLES || scene.counters.length === 0) return null;
  const past = pastServices(scene.samples);
  const waits = Array.from({ length: scene.waiting }, () => new Float64Array(FUTURES));

  for (let future = 0; future < FUTURES; future++) {
    const visit = imagineVisits(past, scene, random);
    const rest = (elapsed: number) => restOf(past, elapsed, random);
    const counters = scene.counters.map((counter) => asItStands(counter, scene.now, visit, rest));
    for (const wait of waits) {
      const counter = soonestFree(counters);
      wait[future] = counter.freeAt;
      freeAgain(counter, counter.freeAt + visit());
    }
  }
  return waits.map(rangeOf).filter((range) => range.p80 < Infinity);
}

/** A range as people are told it: in steps of five minutes, rounded outwards, never a point, which would read as a promise. */
export function shownWait({ p20, p50, p80 }: WaitRange): WaitRange {
  const from = Math.floor(p20 / 5) * 5;
  const to = Math.ceil(p80 / 5) * 5;
  return { p20: from, p50: Math.round(p50), p80: to > from ? to : from + 5 };
}

/** Numbers from 0 to below 1, the same for the same seed (Mulberry32). */
export function seededRandom(seed: number): () => number {
  // Looked up once: inside a sandbox, as in the tests, a global costs a hundred times what multiplying does.
  const { imul } = Math;
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Service times from the shortest to the longest, the running sum of what each counts, and how many equal ones they are worth. */
type Past = { minutes: Float64Array; upTo: Float64Array; worth: number };

function pastServices(samples: readonly number[]): Past {
  const ascending = samples
    .map((minutes, age) => ({ minutes, weight: 0.5 ** (age / HALF_LIFE) }))
    .sort((a, b) => a.minutes - b.minutes);
  let sum = 0;
  let sumOfSquares = 0;
  const upTo = Float64Array.from(ascending, ({ weight }) => {
    sumOfSquares += weight * weight;
    return (sum += weight);
  });
  return {
    minutes: Float64Array.from(ascending, ({ minutes }) => minutes),
    upTo,
    worth: Math.round((sum * sum) / sumOfSquares),
  };
}

/** A past service at random, the later ones more often, from the `first` shortest on. */
function pick({ minutes, upTo }: Past, first: number, random: () => number): number {
  const skipped = first === 0 ? 0 : (upTo[first - 1] ?? 0);
  const total = upTo[upTo.length - 1] ?? 0;
  return minutes[firstAbove(upTo, skipped + random() * (total - skipped))] ?? 0;
}

/**
 * How long a counter is taken by one person after another in one future. The past is only a sample of what is usual, so each
 * future believes another one that might have been seen instead (a bootstrap). Believed alike by all, 54 instead of 60 % of
 * those far back in a long queue were called within their range.
 */
function imagineVisits(past: Past, { turnoverMinutes, noShowRate }: WaitScene, random: () => number): () => number {
  const usual = new Float64Array(past.worth);
  for (let index = 0; index < usual.length; index++) {
    usual[index] = turnoverMinutes + (random() < noShowRate ? 0 : pick(past, 0, random));
  }
  return () => usual[Math.floor(random() * usual.length)] ?? 0;
}

/** Minutes left of a service that has already taken so long. */
function restOf(past: Past, elapsed: number, random: () => number): number {
  // Past the longest services there is nothing to draw from: the lengths of the tail beyond its beginning stand for it.
  const tail = past.minutes[past.minutes.length - TAIL - 1] ?? 0;
  const threshold = Math.min(elapsed, tail);
  const first = firstAbove(past.minutes, threshold);
  return first < past.minutes.length ? pick(past, first, random) - threshold : pick(past, 0, random);
}

/** The index of the first of the ascending numbers that is above `limit`; their count when none is. */
function firstAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Minutes from now. Past its closing a counter is never free again. */
type Counter = { freeAt: number; closesAt: number };

function asItStands(
  counter: CounterScene,
  now: number,
  visit: () => number,
  rest: (elapsed: number) => number,
): Counter {
  const { occupant, pausedUntil, closesAt } = counter;
  const inMinutes = (moment: number) => (moment - now) / MINUTE;
  const busyFor =
    occupant === null ? 0 : occupant.servedSince === null ? visit() : rest(-inMinutes(occupant.servedSince));
  const standing = { freeAt: 0, closesAt: closesAt === null ? Infinity : inMinutes(closesAt) };
  return freeAgain(standing, Math.max(busyFor, pausedUntil === null ? 0 : inMinutes(pausedUntil)));
}

function freeAgain(counter: Counter, at: number): Counter {
  counter.freeAt = at < counter.closesAt ? at : Infinity;
  return counter;
}

function soonestFree(counters: readonly Counter[]): Counter {
  return counters.reduce((soonest, counter) => (counter.freeAt < soonest.freeAt ? counter : soonest));
}

function rangeOf(wait: Float64Array): WaitRange {
  const ascending = wait.sort();
  const nth = (index: number) => ascending[index] ?? Infinity;
  return { p20: nth(OUTSIDE - 1), p50: nth(FUTURES / 2), p80: nth(FUTURES - OUTSIDE) };
}
