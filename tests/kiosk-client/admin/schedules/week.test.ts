import { countTimes, nextMonday } from '../../../../kiosk-client/admin/schedules/count-times.ts';
import {
  copied,
  hoursOf,
  minutesIn,
  nextPart,
  weekOf,
  withDay,
  wrongIn,
} from '../../../../kiosk-client/admin/schedules/week.ts';
import { bookingPolicy } from '../../../../realtime/contract/resources/booking.ts';

const MONDAY = [
  { weekday: 1, from: '13:00', until: '17:00' },
  { weekday: 1, from: '08:00', until: '12:00' },
];

test('a week is edited by day, and sent in order', () => {
  const week = weekOf(MONDAY);
  expect(week[0]?.map(({ from }) => from)).toEqual(['08:00', '13:00']);
  expect(hoursOf(week).map(({ weekday, from }) => [weekday, from])).toEqual([
    [1, '08:00'],
    [1, '13:00'],
  ]);
  expect(minutesIn(week)).toBe(480);
});

test('a day is copied to others, which had something else before', () => {
  const week = copied(withDay(weekOf(MONDAY), 2, [{ from: '10:00', until: '11:00' }]), 1, [2, 5]);
  expect(week.map((parts) => parts.length)).toEqual([2, 2, 0, 0, 2, 0, 0]);
});

test('more hours of a day come after a break', () => {
  expect(nextPart([])).toEqual({ from: '09:00', until: '17:00' });
  expect(nextPart([{ from: '08:00', until: '12:00' }])).toEqual({ from: '13:00', until: '17:00' });
  expect(nextPart([{ from: '08:00', until: '21:30' }])).toEqual({ from: '22:30', until: '24:00' });
});

test('what cannot be is said at the day', () => {
  expect(wrongIn([{ from: '09:00', until: '09:00' }])).toBe('backwards');
  expect(wrongIn([{ from: '', until: '09:00' }])).toBe('backwards');
  expect(
    wrongIn([
      { from: '09:00', until: '12:00' },
      { from: '11:30', until: '13:00' },
    ]),
  ).toBe('overlapping');
  expect(
    wrongIn([
      { from: '12:00', until: '24:00' },
      { from: '09:00', until: '12:00' },
    ]),
  ).toBeNull();
});

test('the preview counts the starts of a week, as far as the hours last', () => {
  const service = { duration_minutes: 45, booking: bookingPolicy.parse({ buffer_after: 15 }) };
  const hours = { effective_from: '2026-12-01', effective_until: '2026-12-08', hours: MONDAY };
  // Eight to twelve and one to five, an hour each.
  expect(countTimes(service, hours, [], nextMonday('2026-12-01'))).toBe(8);
  expect(countTimes(service, hours, [], nextMonday('2026-12-07'))).toBe(0);
  const holiday = { kind: 'closed' as const, provider_id: null, from_on: '2026-12-07', until_on: '2026-12-07' };
  const morning = { ...holiday, from_time: '00:00', until_time: '10:30' };
  expect(countTimes(service, hours, [morning], '2026-12-07')).toBe(5);
});
