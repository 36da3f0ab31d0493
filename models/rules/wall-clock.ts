import { IANAZone } from 'luxon';
import { minutesOf } from './working-hours.ts';

/** One local day of a place: from times on its clock, in minutes after midnight, to moments in milliseconds. */
export type DayClock = {
  /** Null for a time that the clocks skip; of a time that comes twice, the first. 1440 is the next day's midnight. */
  at(minutes: number): number | null;
  /** The same for the edge of something: of a time that is skipped, the moment at which it is. */
  edge(minutes: number): number;
};

/** The days of a place, each worked out once. @throws RangeError for a day or a zone that does not exist */
export type Calendar = (day: string) => DayClock;

/** @param timeZone  an IANA name */
export function calendarOf(timeZone: string): Calendar {
  const clocks = new Map<string, DayClock>();
  return (day) => {
    const known = clocks.get(day);
    if (known) return known;
    const clock = dayClock(day, timeZone);
    clocks.set(day, clock);
    return clock;
  };
}

/**
 * What stands on the clock of a place, as a moment. Null for a time that the clocks skip; of a time that comes twice, the first.
 * @param local  `YYYY-MM-DDTHH:MM`
 * @throws RangeError for a time or a zone that does not exist
 */
export function instantOf(local: string, timeZone: string): Date | null {
  const [day = '', clock = ''] = local.split('T');
  const at = dayClock(day, timeZone).at(minutesOf(clock));
  return at === null ? null : new Date(at);
}

/** What the clock of a place shows, as `YYYY-MM-DDTHH:MM`. @throws RangeError for a zone that does not exist */
export function localTime(moment: Date, timeZone: string): string {
  const at = moment.getTime();
  return new Date(at + offsetAt(zoneOf(timeZone), at)).toISOString().slice(0, 16);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Nowhere are clocks further from UTC than 14 hours ahead, or 12 behind. */
const MOST_AHEAD = 15 * HOUR;
const MOST_BEHIND = 13 * HOUR;

function dayClock(day: string, timeZone: string): DayClock {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day)
    throw new RangeError(`there is no day ${day}`);
  const zone = zoneOf(timeZone);
  // Around all moments that can be of this day.
  const first = midnight - MOST_AHEAD;
  const last = midnight + 24 * HOUR + MOST_BEHIND;
  const offsets = offsetsBetween(first, last, zone);
  const [only] = offsets;
  if (offsets.length === 1 && only !== undefined) {
    const at = (minutes: number) => midnight + minutes * MINUTE - only;
    return { at, edge: at };
  }
  const resolve = (minutes: number): number | null => {
    const shown = midnight + minutes * MINUTE;
    const moments = offsets.map((offset) => shown - offset).filter((at) => at + offsetAt(zone, at) === shown);
    return moments.length === 0 ? null : Math.min(...moments);
  };
  return {
    at: resolve,
    edge: (minutes) => resolve(minutes) ?? skipOver(midnight + minutes * MINUTE, { zone, first, last }),
  };
}

/** Nowhere have clocks changed and changed back within a week, or twice within half a day, since appointments are made by computers. */
const WEEK = 7 * 24 * HOUR;
const HALF_A_DAY = 12 * HOUR;

/** The different offsets in a stretch of time. Asked for at moments that other days share, because asking is dear. */
function offsetsBetween(first: number, last: number, zone: IANAZone): number[] {
  const byWeek = offsetsEvery(WEEK, { first, last, zone });
  return byWeek.length === 1 ? byWeek : offsetsEvery(HALF_A_DAY, { first, last, zone });
}

function offsetsEvery(step: number, { first, last, zone }: { first: number; last: number; zone: IANAZone }): number[] {
  const offsets = new Set<number>();
  for (let at = Math.floor(first / step) * step; ; at += step) {
    offsets.add(knownOffset(zone, at));
    if (at >= last) return [...offsets];
  }
}

/** By zone and moment. Forgotten all at once when there are many: they are soon known again. */
const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

function knownOffset(zone: IANAZone, at: number): number {
  const key = `${zone.name} ${at}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size === MOST_KNOWN) known.clear();
  const offset = offsetAt(zone, at);
  known.set(key, offset);
  return offset;
}

/** The first moment at which the clock shows more than what it never showed. */
function skipOver(shown: number, { zone, first, last }: { zone: IANAZone; first: number; last: number }): number {
  let [before, reached] = [first, last];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (middle + offsetAt(zone, middle) < shown) before = middle;
    else reached = middle;
  }
  return reached;
}

function zoneOf(timeZone: string): IANAZone {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`there is no time zone ${timeZone}`);
  return zone;
}

function offsetAt(zone: IANAZone, at: number): number {
  return zone.offset(at) * MINUTE;
}
