import { checkInState } from '../../../models/rules/check-in-state.ts';
import { APPOINTMENT_STATUSES } from '../../../models/vocabulary.ts';

const now = new Date('2026-05-04T09:00:00Z');
const open = new Date('2026-05-04T08:30:00Z');
const shown = (more: Partial<Parameters<typeof checkInState>[0]> = {}) =>
  checkInState({
    status: 'booked',
    isThisOffice: true,
    day: '2026-05-04',
    today: '2026-05-04',
    opensAt: open,
    now,
    ...more,
  });

test('each status of an appointment means one thing at the entrance', () => {
  expect(APPOINTMENT_STATUSES.map((status) => [status, shown({ status })])).toEqual([
    ['held', null],
    ['booked', 'ready'],
    ['arrived', 'ready'],
    ['checked_in', 'checked_in'],
    ['fulfilled', 'over'],
    ['waitlisted', null],
    ['offered', null],
    ['cancelled', 'cancelled'],
    // Missed, and here after all.
    ['no_show', 'ready'],
    ['rescheduled', null],
    ['expired', null],
  ]);
});

test.each([
  ['too early', { opensAt: new Date('2026-05-04T09:00:01Z') }, 'too_early'],
  ['at the very moment', { opensAt: now }, 'ready'],
  ['a day too early', { day: '2026-05-05', opensAt: new Date('2026-05-05T08:00:00Z') }, 'another_day'],
  ['a day too late', { day: '2026-05-03' }, 'over'],
  ['at the wrong office', { isThisOffice: false }, 'another_office'],
  ['at the wrong office, too late', { isThisOffice: false, day: '2026-05-03' }, 'over'],
] as const)('whoever comes %s hears it', (_how, more, state) => {
  expect(shown(more)).toBe(state);
});
