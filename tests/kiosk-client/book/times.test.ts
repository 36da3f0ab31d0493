import { localAt, weekOf } from '../../../kiosk-client/book/local-days.ts';
import { nearestTimes } from '../../../kiosk-client/book/nearest-times.ts';
import { otherZone } from '../../../kiosk-client/book/own-clock.ts';
import { byPartOfDay } from '../../../kiosk-client/book/parts-of-day.ts';
import type { Slot } from '../../../realtime/contract/resources/booking.ts';

const at = (clock: string): Slot => {
  const starts_at = `2026-11-24T${clock}:00.000Z`;
  return { starts_at, ends_at: starts_at, local: `2026-11-24T${clock}`, provider_id: 'ada', seats: 1 };
};
const clocks = (slots: readonly Slot[]) => slots.map(({ local }) => local.slice(11));

test('a day has the parts in which something is free', () => {
  const parts = byPartOfDay(['00:00', '11:59', '12:00', '17:00', '23:59'].map(at));
  expect(parts.map(({ part, slots }) => [part, clocks(slots)])).toEqual([
    ['morning', ['00:00', '11:59']],
    ['afternoon', ['12:00']],
    ['evening', ['17:00', '23:59']],
  ]);
  expect(byPartOfDay([at('13:00')])).toHaveLength(1);
});

test('what is near a time that is gone comes in its own order', () => {
  const free = ['08:00', '10:30', '11:00', '11:30', '15:00'].map(at);
  expect(clocks(nearestTimes(free, at('11:00').starts_at, 3))).toEqual(['08:00', '10:30', '11:30']);
  expect(nearestTimes([], at('11:00').starts_at, 3)).toEqual([]);
});

test('zones of different names that show the same time are the same', () => {
  const winter = '2026-12-01T09:00:00Z';
  expect(otherZone(winter, 'Europe/Berlin', 'Europe/Madrid')).toBeNull();
  expect(otherZone(winter, 'Europe/Berlin', 'Asia/Kolkata')).toBe('Asia/Kolkata');
  // In summer they differ.
  expect(otherZone('2026-07-01T09:00:00Z', 'Africa/Lagos', 'Europe/Berlin')).toBe('Europe/Berlin');
  expect(otherZone(winter, 'Africa/Lagos', 'Europe/Berlin')).toBeNull();
});

test('a week begins where its readers begin it', () => {
  expect(weekOf('2026-11-24', 1)).toBe('2026-11-23');
  expect(weekOf('2026-11-24', 7)).toBe('2026-11-22');
  expect(weekOf('2026-11-22', 1)).toBe('2026-11-16');
  expect(weekOf('2026-11-24', 6)).toBe('2026-11-21');
});

test('midnight is the beginning of its day', () => {
  expect(localAt('2026-11-23T23:00:00Z', 'Europe/Berlin')).toBe('2026-11-24T00:00');
});
