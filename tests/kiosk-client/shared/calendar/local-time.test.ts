import { daysLater, localOf, momentOf, mondayOf } from '../../../../kiosk-client/shared/calendar/local-time.ts';
import { instantOf } from '../../../../models/rules/wall-clock.ts';

const clock = (day: string, minutes: number, zone: string) =>
  new Date(momentOf({ day, minutes }, zone)).toISOString().slice(0, 16);

test('a moment stands on the clock of the office, wherever the screen is', () => {
  expect(localOf('2026-12-01T23:15:00Z', 'Europe/Berlin')).toEqual({ day: '2026-12-02', minutes: 15 });
  expect(localOf('2026-12-01T18:30:00Z', 'Asia/Kolkata')).toEqual({ day: '2026-12-02', minutes: 0 });
});

test('nine in the morning stays nine in the morning when the clocks change', () => {
  expect(clock('2027-03-27', 540, 'Europe/Berlin')).toBe('2027-03-27T08:00');
  expect(clock('2027-03-28', 540, 'Europe/Berlin')).toBe('2027-03-28T07:00');
});

test('of a time that comes twice it is the first, of one that is skipped the one after it', () => {
  expect(clock('2026-10-25', 150, 'Europe/Berlin')).toBe('2026-10-25T00:30');
  expect(clock('2027-03-28', 150, 'Europe/Berlin')).toBe('2027-03-28T01:30');
});

test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'])(
  'in %s the calendar reads the clock as the service does, every quarter of an hour of days that are longer or shorter',
  (zone) => {
    const differing: string[] = [];
    const changing = daysOf(2027).filter((day) => lengthOf(day, zone) !== 24 * 60);
    expect(changing).toHaveLength(2);
    for (const day of changing) {
      for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
        const hours = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const theirs = instantOf(`${day}T${hours}`, zone)?.getTime();
        const ours = momentOf({ day, minutes }, zone);
        if (theirs !== undefined && (theirs !== ours || localOf(ours, zone).minutes !== minutes))
          differing.push(`${day} ${hours}`);
      }
    }
    expect(differing).toEqual([]);
  },
);

function daysOf(year: number): string[] {
  return Array.from({ length: 365 }, (_, later) => new Date(Date.UTC(year, 0, 1 + later)).toISOString().slice(0, 10));
}

function lengthOf(day: string, zone: string): number {
  return (momentOf({ day: daysLater(day, 1), minutes: 0 }, zone) - momentOf({ day, minutes: 0 }, zone)) / 60_000;
}

test('a week begins on Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']);
});
