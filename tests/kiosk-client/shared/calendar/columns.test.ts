import '../paper-page.ts';
import { columnOf, snapped } from '../../../../kiosk-client/shared/calendar/columns.ts';
import type { Catalogue } from '../../../../kiosk-client/shared/calendar/calendar-context.ts';

const WEEK = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '08:00', until: '12:00' },
  { weekday, from: '13:10', until: '17:00' },
]);
const HOURS = {
  provider_id: 'weiss',
  office_id: 'main',
  effective_from: '2020-01-01',
  effective_until: null,
  hours: WEEK,
};
const HOLIDAY = {
  name: 'Christmas',
  kind: 'closed',
  provider_id: null,
  office_id: 'main',
  from_on: '2026-12-25',
  until_on: '2026-12-25',
  from_time: null,
  until_time: null,
};
const CATALOGUE = {
  offices: [],
  providers: [],
  services: [],
  schedules: [HOURS, { ...HOURS, office_id: 'other', hours: [{ weekday: 6, from: '08:00', until: '09:00' }] }],
  exceptions: [HOLIDAY],
} as unknown as Catalogue; // what a column is made from

const column = (day: string) => columnOf(CATALOGUE, 'main', 'weiss', day);

test('a day has its parts, and a break between them', () => {
  expect(column('2026-12-01').open).toEqual([
    { from: 480, until: 720 },
    { from: 790, until: 1020 },
  ]);
});

test('hours at another office are none here', () => {
  expect(column('2026-12-05').open).toEqual([]);
});

test('a holiday says why nobody is here', () => {
  expect(column('2026-12-25')).toMatchObject({ open: [], closedBy: 'Christmas' });
  expect(column('2026-12-26').closedBy).toBeNull();
});

test('what is dropped falls on the nearest start, counted from the beginning of the part', () => {
  const day = column('2026-12-01');
  expect([480, 494, 496, 712, 800, 1015].map((minutes) => snapped(minutes, day, 30))).toEqual([
    480, 480, 510, 690, 790, 1000,
  ]);
});

test('outside of the hours it falls on a quarter of an hour', () => {
  expect([750, 425, 1435].map((minutes) => snapped(minutes, column('2026-12-01'), 30))).toEqual([750, 420, 1425]);
});
