import { placeDay } from '../../../../kiosk-client/shared/calendar/place-day.ts';
import type { Appointment } from '../../../../realtime/contract/resources/appointments.ts';

const ZONE = 'Europe/Berlin';

function at(id: string, starts: string, ends: string, more: Partial<Appointment> = {}): Appointment {
  const day = more.starts_at ?? '2026-12-01';
  const facts: Partial<Appointment> = {
    id,
    service_id: 'service',
    capacity: 1,
    ...more,
    starts_at: `${day}T${starts}:00Z`,
    ends_at: `${day}T${ends}:00Z`,
  };
  return facts as Appointment; // what a block is drawn from
}

const placed = (appointments: readonly Appointment[], day = '2026-12-01') =>
  placeDay(appointments, { day, timeZone: ZONE, shortest: 15 }).map(({ key, from, until, lane, lanes }) => [
    key,
    from,
    until,
    lane,
    lanes,
  ]);

test('who comes one after the other has the whole width', () => {
  expect(placed([at('b', '09:00', '09:30'), at('a', '08:00', '09:00')])).toEqual([
    ['a', 540, 600, 0, 1],
    ['b', 600, 630, 0, 1],
  ]);
});

test('who comes at once stands side by side, and nobody else is narrower for it', () => {
  const three = [
    at('a', '08:00', '09:00'),
    at('b', '08:30', '09:30'),
    at('c', '09:00', '09:30'),
    at('d', '10:00', '11:00'),
  ];
  expect(placed(three)).toEqual([
    ['a', 540, 600, 0, 2],
    ['b', 570, 630, 1, 2],
    ['c', 600, 630, 0, 2],
    ['d', 660, 720, 0, 1],
  ]);
});

test('a group that begins together is one block', () => {
  const group = { capacity: 8 };
  const [block, ...others] = placeDay([at('a', '08:00', '09:00', group), at('b', '08:00', '09:00', group)], {
    day: '2026-12-01',
    timeZone: ZONE,
    shortest: 15,
  });
  expect(block?.appointments.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(others).toEqual([]);
});

test('five minutes are drawn as large as a finger, and who comes after them moves aside', () => {
  expect(placed([at('a', '08:00', '08:05'), at('b', '08:05', '08:10')])).toEqual([
    ['a', 540, 555, 0, 2],
    ['b', 545, 560, 1, 2],
  ]);
});

test('an hour within which the clocks are put back is an hour long', () => {
  const night = at('a', '00:30', '01:30', { starts_at: '2026-10-25' });
  expect(placed([night], '2026-10-25')).toEqual([['a', 150, 210, 0, 1]]);
});
