import ICAL from 'ical.js';
import { Refusal } from '../../../models/rules/refusal.ts';
import { daysAfter } from '../../../models/rules/slots.ts';
import type { ImportedHolidays } from '../../../realtime/contract/resources/schedules.ts';
import { name as nameOf } from '../../../realtime/contract/resources/words.ts';

/** A day, or several in a row, of a calendar. Both included. */
export type Holiday = { uid: string; name: string; from_on: string; until_on: string };
type Skipped = ImportedHolidays['skipped'][number];

const MOST_HOLIDAYS = 1_000;
/** That are looked at, of one event and of all: each takes a fifth of a millisecond in which a node does nothing else. */
const MOST_REPETITIONS = 400;
const MOST_REPETITIONS_OF_ALL = 2_000;
const LONGEST_DAYS = 92;
/** The rest is not told one by one. */
const MOST_SKIPPED = 50;

/**
 * Whole days of a calendar (RFC 5545) that end on or after `from` and begin before `to`; what repeats is written out.
 * @throws Refusal `invalid_input` for what is no calendar, has no events, or more days than anybody has holidays
 */
export function readHolidays(
  content: Buffer,
  { from, to }: { from: string; to: string },
): { holidays: Holiday[]; skipped: Skipped[] } {
  const events = eventsOf(content);
  if (events.length === 0) throw wrong('has no events');
  const holidays = new Map<string, Holiday>();
  const skipped: Skipped[] = [];
  let repetitions = 0;
  const count = () => {
    if (++repetitions > MOST_REPETITIONS_OF_ALL) throw wrong('has too much that repeats');
  };
  for (const event of events) {
    const name = oneLine(event.summary);
    const days = name === '' ? 'unnamed' : daysOf(event, { from, to, count });
    if (typeof days === 'string') {
      if (skipped.length < MOST_SKIPPED) skipped.push({ name, reason: days });
      continue;
    }
    const uid = uidOf(event, name);
    for (const day of days) holidays.set(`${day.from_on} ${uid}`, { uid, ...day, name: day.name || name });
    if (holidays.size > MOST_HOLIDAYS) throw wrong(`has more than ${MOST_HOLIDAYS} days in two years`);
  }
  return { holidays: [...holidays.values()], skipped };
}

function eventsOf(content: Buffer): ICAL.Event[] {
  const text = utf8(content);
  try {
    // Some calendars come as several, one after the other.
    const parsed: unknown = ICAL.parse(text);
    const roots = Array.isArray(parsed) && Array.isArray(parsed[0]) ? (parsed as unknown[]) : [parsed];
    const calendars = roots.map((root) => new ICAL.Component(root as ConstructorParameters<typeof ICAL.Component>[0])); // jCal, as it was parsed
    if (calendars.some((calendar) => calendar.name !== 'vcalendar')) throw wrong('must be a calendar (VCALENDAR)');
    const all = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
    const changed = all.filter((component) => component.hasProperty('recurrence-id'));
    // One day of several that was changed by itself belongs to the event that repeats.
    return all
      .filter((component) => !component.hasProperty('recurrence-id'))
      .map(
        (component) =>
          new ICAL.Event(component, {
            exceptions: changed.filter(
              (one) => one.getFirstPropertyValue('uid') === component.getFirstPropertyValue('uid'),
            ),
          }),
      );
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw wrong('must be a calendar in the form of RFC 5545 (.ics)');
  }
}

function utf8(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw wrong('must be written in UTF-8');
  }
}

type Days = { name: string; from_on: string; until_on: string };
type Occurrence = { startDate: ICAL.Time; endDate: ICAL.Time; item: ICAL.Event };
type Reach = { from: string; to: string; count: () => void };

/** The days of an event, or why it has none. */
function daysOf(event: ICAL.Event, reach: Reach): Days[] | Skipped['reason'] {
  try {
    if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return 'cancelled';
    if (!event.startDate.isDate) return 'timed';
    const all = event.isRecurring()
      ? repetitionsOf(event, reach)
      : [{ ...spanOf(event.startDate, event.endDate), name: oneLine(event.summary) }];
    if (typeof all === 'string') return all;
    if (all.some(({ from_on, until_on }) => until_on > daysAfter(from_on, LONGEST_DAYS))) return 'too_long';
    const days = all.filter(({ from_on, until_on }) => until_on >= reach.from && from_on < reach.to);
    return days.length > 0 ? days : 'not_ahead';
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return 'unreadable';
  }
}

function repetitionsOf(event: ICAL.Event, { from, to, count }: Reach): Days[] | Skipped['reason'] {
  const days: Days[] = [];
  const repetitions = event.iterator(shortlyBefore(event, from));
  for (let looked = 0; looked < MOST_REPETITIONS; looked++) {
    count();
    const next = repetitions.next() as ICAL.Time | undefined; // at the end; the typing leaves it out
    if (next === undefined || dayOf(next) >= to) return days;
    const { startDate, endDate, item } = event.getOccurrenceDetails(next) as Occurrence; // its typing is lost in its declarations
    days.push({ ...spanOf(startDate, endDate), name: oneLine(item.summary) });
  }
  return 'too_often';
}

/** Where something has come every year for long, a year from which on it is enough to look. */
function shortlyBefore(event: ICAL.Event, from: string): ICAL.Time {
  const start = event.startDate.clone();
  const rule = event.component.getFirstPropertyValue('rrule');
  const isYearly = rule instanceof ICAL.Recur && rule.freq === 'YEARLY' && rule.interval === 1 && !rule.isByCount();
  const isLeapDay = start.month === 2 && start.day === 29;
  if (isYearly && !isLeapDay) start.year = Math.max(start.year, Number(from.slice(0, 4)) - 1);
  return start;
}

/** An end is the day after the last one, and may be left out. */
function spanOf(start: ICAL.Time, end: ICAL.Time | null): { from_on: string; until_on: string } {
  const from_on = dayOf(start);
  const until_on = end === null ? from_on : daysAfter(dayOf(end), -1);
  return { from_on, until_on: until_on < from_on ? from_on : until_on };
}

function dayOf({ year, month, day }: ICAL.Time): string {
  const said = new Date(Date.UTC(year, month - 1, day)).toISOString();
  return said.slice(0, 10);
}

/** As names are here: one line, and not too long. */
function oneLine(summary: string | null): string {
  const line = (summary ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return nameOf.safeParse(Array.from(line).slice(0, 60).join('')).data ?? '';
}

/** A calendar that leaves it out is known again by the name. */
function uidOf({ uid }: ICAL.Event, name: string): string {
  const said = (uid as string | null) ?? ''; // left out by some, which the typing does not know
  return said === '' || said.length > 255 ? `name:${name}` : said;
}

function wrong(message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: 'body', message }]);
}
