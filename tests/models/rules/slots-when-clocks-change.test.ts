import { ICalCalendar } from 'ical-generator';
import ICAL from 'ical.js';
import { slotsOf, type FreeSlot } from '../../../models/rules/slots.ts';
import { asked, works } from './a-week-of-slots.ts';
import { changesOfClocks, DAY, HOUR, MINUTE, timesShown, wallClockOf } from './every-change-of-clocks.ts';

/**
 * Every change of clocks, in every place that this Node knows, within ten years, with two days before and after: what is offered is
 * held against what a clock on the wall shows, quarter of an hour by quarter of an hour.
 */
const FROM = Date.UTC(2021, 0);
const TO = Date.UTC(2031, 0);
const GRID = 15;
const AROUND = 2;
const ZONES = Intl.supportedValuesOf('timeZone');

/** Somebody who never closes. */
const always = works([
  ['00:00', '09:15'],
  ['09:15', '24:00'],
]);

/** The times on its grid. */
const TIMES = Array.from({ length: 1440 / GRID }, (_, index) => new Date(index * GRID * MINUTE).toJSON().slice(11, 16));

type Found = {
  zones: number;
  clocksChange: number;
  changes: number;
  days: number;
  slots: number;
  skipped: number;
  twice: number;
  events: number;
};

test('slots keep to the clock on the wall, none doubled and none missing, and calendars agree', () => {
  const found: Found = { zones: 0, clocksChange: 0, changes: 0, days: 0, slots: 0, skipped: 0, twice: 0, events: 0 };
  const wrong: string[] = [];
  for (const zone of ZONES) {
    const shown = wallClockOf(zone);
    const changes = changesOfClocks(shown, FROM, TO);
    found.zones++;
    if (changes.length > 0) found.clocksChange++;
    for (const change of changes) {
      found.changes++;
      wrong.push(
        ...lookAround(zone, shown, change, found).map((what) => `${zone}, ${new Date(change).toJSON()}: ${what}`),
      );
    }
  }
  tell(found);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(found.zones).toBeGreaterThan(400);
  expect(found.changes).toBeGreaterThan(2_500);
});

/** What is wrong around one change of clocks. */
function lookAround(zone: string, shown: (at: number) => string, change: number, found: Found): string[] {
  const [from, to] = [-AROUND, AROUND].map((days) => shown(change + days * DAY).slice(0, 10)) as [string, string]; // one for each
  const slots = slotsOf(
    always,
    asked({ time_zone: zone, from, to, now: new Date(0), bound: false }, { duration: GRID, grid: GRID }),
  );
  // In Antarctica somebody set the clocks a minute after midnight.
  const quarter = Math.floor(change / GRID / MINUTE) * GRID * MINUTE;
  const wall = timesShown(shown, { from: quarter - 3.5 * DAY, to: quarter + 3.5 * DAY, every: GRID * MINUTE });
  const days = daysBetween(from, to);
  const due = days.flatMap((day) => TIMES.map((time) => `${day}T${time}`));
  const skipped = due.filter((local) => !wall.first.has(local));
  found.days += days.length;
  found.slots += slots.length;
  found.skipped += skipped.length;
  found.twice += slots.filter(({ local }) => wall.twice.has(local)).length;
  return [...comparedWith(wall.first, { slots, due }), ...calendarsAgree(slots, { change, shown, found })];
}

/** As the clock first shows it, and nothing else. */
function comparedWith(wall: Map<string, number>, { slots, due }: { slots: FreeSlot[]; due: string[] }): string[] {
  const offered = new Map(slots.map((slot) => [slot.local, slot]));
  const there = due.filter((local) => wall.has(local));
  return [
    ...(offered.size === slots.length ? [] : ['a time is offered twice']),
    ...there.filter((local) => !offered.has(local)).map((local) => `${local} is missing`),
    ...slots
      .filter((slot) => wall.get(slot.local) !== slot.starts_at)
      .map(({ local }) => `${local} is not when it says`),
    ...slots
      .filter((slot) => slot.ends_at - slot.starts_at !== GRID * MINUTE)
      .map(({ local }) => `${local} is stretched`),
    ...slots
      .slice(1)
      .filter((slot, index) => slot.starts_at < (slots[index]?.ends_at ?? 0))
      .map(({ local }) => `${local} begins before the one before it ends`),
  ];
}

/** A calendar that somebody else reads names the same moments, which show the same times. */
function calendarsAgree(
  slots: readonly FreeSlot[],
  { change, shown, found }: { change: number; shown: (at: number) => string; found: Found },
): string[] {
  const near = slots.filter(
    ({ local, starts_at }) => Math.abs(starts_at - change) <= HOUR / 2 || local.endsWith('T12:00'),
  );
  const calendar = new ICalCalendar();
  for (const slot of near)
    calendar.createEvent({
      id: slot.local,
      stamp: new Date(0),
      start: new Date(slot.starts_at),
      end: new Date(slot.ends_at),
      summary: slot.local,
    });
  const events = new ICAL.Component(ICAL.parse(calendar.toString()) as ConstructorParameters<typeof ICAL.Component>[0]) // jCal, as it was parsed
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));
  found.events += events.length;
  const read = new Map(events.map((event) => [event.uid, event]));
  return near
    .filter(({ local, starts_at, ends_at }) => {
      const event = read.get(local);
      const starts = event?.startDate.toJSDate().getTime();
      return starts !== starts_at || shown(starts) !== local || event?.endDate.toJSDate().getTime() !== ends_at;
    })
    .map(({ local }) => `the calendar has lost ${local}`);
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY) days.push(new Date(at).toJSON().slice(0, 10));
  return days;
}

function tell(found: Found): void {
  const rows: [string, number][] = [
    ['time zones', found.zones],
    ['of these with a change of clocks from 2021 to 2030', found.clocksChange],
    ['changes of clocks', found.changes],
    ['days looked at, two before and two after each', found.days],
    ['slots held against the clock on the wall', found.slots],
    ['times that the clocks skip: not offered', found.skipped],
    ['times that come twice: offered once', found.twice],
    ['slots read back out of a calendar', found.events],
  ];
  const widest = Math.max(...rows.map(([what]) => what.length));
  process.stdout.write(
    `\nSlots when the clocks change\n${rows.map(([what, count]) => `  ${what.padEnd(widest)}  ${String(count).padStart(9)}\n`).join('')}\n`,
  );
}
