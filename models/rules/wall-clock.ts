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
const HALF_A_DAY = 12 * HOUR;
const WEEK = 14 * HALF_A_DAY;
/** Nowhere are clocks further from UTC than 14 hours ahead, or 12 behind. */
const MOST_AHEAD = 15 * HOUR;
const MOST_BEHIND = 13 * HOUR;

function dayClock(day: string, timeZone: string): DayClock {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day)
    throw new RangeError(`there is no day ${day}`);
  // Around all moments that can be of this day.
  const settings = settingsBetween(midnight - MOST_AHEAD, midnight + 24 * HOUR + MOST_BEHIND, zoneOf(timeZone));
  const [only] = settings;
  if (settings.length === 1 && only) {
    const at = (minutes: number) => midnight + minutes * MINUTE - only.offset;
    return { at, edge: at };
  }
  const at = (minutes: number): number | null => {
    const shown = midnight + minutes * MINUTE;
    const setting = settings.find(({ from, until, offset }) => from <= shown - offset && shown - offset < until);
    return setting ? shown - setting.offset : null;
  };
  const skipped = (minutes: number): number => {
    const shown = midnight + minutes * MINUTE;
    return settings.find(({ from, offset }) => from + offset > shown)?.from ?? shown - (settings.at(-1)?.offset ?? 0);
  };
  return { at, edge: (minutes) => at(minutes) ?? skipped(minutes) };
}

/** How far a clock is ahead of UTC, from a moment to before another. */
type Setting = { from: number; until: number; offset: number };

/** How clocks are set in a stretch of time, in order. */
function settingsBetween(first: number, last: number, zone: IANAZone): Setting[] {
  const settings: Setting[] = [];
  for (let week = Math.floor(first / WEEK); week * WEEK <= last; week++) {
    for (const setting of settingsOf(week, zone)) {
      const before = settings.at(-1);
      if (before?.offset === setting.offset) settings[settings.length - 1] = { ...before, until: setting.until };
      else settings.push(setting);
    }
  }
  return settings.filter(({ from, until }) => from <= last && until > first);
}

/** By zone and week: asking luxon is dear. Forgotten all at once when there are many, and soon known again. */
const known = new Map<string, readonly Setting[]>();
const MOST_KNOWN = 20_000;

function settingsOf(week: number, zone: IANAZone): readonly Setting[] {
  const key = `${zone.name} ${week}`;
  const before = known.get(key);
  if (before) return before;
  const from = week * WEEK;
  const until = from + WEEK;
  const offset = offsetAt(zone, from);
  // Nobody has set clocks and set them back within a week, or twice within half a day, since appointments are made by computers.
  const settings = offset === offsetAt(zone, until) ? [{ from, until, offset }] : changesWithin(from, until, zone);
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, settings);
  return settings;
}

function changesWithin(from: number, until: number, zone: IANAZone): Setting[] {
  const settings: Setting[] = [];
  let since = from;
  let offset = offsetAt(zone, from);
  for (let at = from; at < until; at += HALF_A_DAY) {
    const later = offsetAt(zone, at + HALF_A_DAY);
    if (later === offset) continue;
    const change = firstAfter(at, at + HALF_A_DAY, (moment) => offsetAt(zone, moment) === later);
    settings.push({ from: since, until: change, offset });
    [since, offset] = [change, later];
  }
  return [...settings, { from: since, until, offset }];
}

/** Clocks are set at full minutes. */
function firstAfter(before: number, reached: number, isSo: (moment: number) => boolean): number {
  if (reached - before <= MINUTE) return reached;
  const middle = before + Math.floor((reached - before) / 2 / MINUTE) * MINUTE;
  return isSo(middle) ? firstAfter(before, middle, isSo) : firstAfter(middle, reached, isSo);
}

function zoneOf(timeZone: string): IANAZone {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`there is no time zone ${timeZone}`);
  return zone;
}

function offsetAt(zone: IANAZone, at: number): number {
  return zone.offset(at) * MINUTE;
}
