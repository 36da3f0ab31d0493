import { reminderTime } from '../../../models/rules/reminder-time.ts';
import { remindersToCome, type Told, whyNotTold } from '../../../models/rules/worth-telling.ts';
import { APPOINTMENT_STATUSES, MESSAGE_KINDS, type MessageKind } from '../../../models/vocabulary.ts';

const at = (text: string) => new Date(text);
const iso = (moment: Date) => moment.toISOString();

describe('a reminder comes when the clock of the place says so', () => {
  test.each([
    // [zone, start, minutes before, the moment, why]
    ['Europe/Berlin', '2026-06-02T07:00:00Z', 1440, '2026-06-01T07:00:00.000Z', 'an ordinary day'],
    ['Europe/Berlin', '2026-03-29T07:00:00Z', 1440, '2026-03-28T08:00:00.000Z', 'nine o clock both times: 23 hours'],
    ['Europe/Berlin', '2026-10-25T08:00:00Z', 1440, '2026-10-24T07:00:00.000Z', 'nine o clock both times: 25 hours'],
    ['Europe/Berlin', '2026-10-25T08:00:00Z', 120, '2026-10-25T06:00:00.000Z', 'two hours are two hours'],
    ['Europe/Berlin', '2026-03-29T01:30:00Z', 120, '2026-03-28T23:30:00.000Z', 'also where the clock skips one'],
    ['Australia/Lord_Howe', '2026-04-05T00:00:00Z', 1440, '2026-04-03T23:30:00.000Z', 'where it moves by half an hour'],
    ['Europe/Berlin', '2026-03-30T00:30:00Z', 1440, '2026-03-29T01:00:00.000Z', 'half past two does not exist: three'],
    ['Asia/Kolkata', '2026-06-08T04:30:00Z', 1440 * 7 + 30, '2026-06-01T04:00:00.000Z', 'a week and half an hour'],
  ])('%s, %s, %d minutes before: %s (%s)', (zone, start, minutes, moment) => {
    expect(iso(reminderTime(at(start), minutes, zone))).toBe(moment);
  });
});

const START = at('2026-06-10T07:00:00Z');
const booked: Told = {
  status: 'booked',
  status_at: at('2026-06-01T07:00:00Z'),
  timer_at: null,
  starts_at: START,
  reminders: true,
};
const why = (kind: MessageKind, row: Partial<Told>, moment: string, lead = kind === 'reminder' ? 120 : 0) =>
  whyNotTold(
    { kind, starts_at: START, lead },
    { ...booked, ...row },
    {
      policy: [1440, 120],
      timeZone: 'Europe/Berlin',
      at: at(moment),
    },
  );

describe('nobody is told what is no longer so', () => {
  const MEANT = {
    confirmation: 'booked',
    moved: 'booked',
    reminder: 'booked',
    cancelled: 'cancelled',
    offer: 'offered',
  };
  test.each(MESSAGE_KINDS.flatMap((kind) => APPOINTMENT_STATUSES.map((status) => ({ kind, status }))))(
    '$kind of an appointment that is $status',
    ({ kind, status }) => {
      const moment = kind === 'reminder' ? '2026-06-10T05:00:00Z' : '2026-06-01T07:00:05Z';
      const said = why(kind, { status, timer_at: at('2026-06-01T08:00:00Z') }, moment);
      expect(said).toBe(status === MEANT[kind] ? null : 'changed');
    },
  );

  test('nor of a start that is another by now', () => {
    expect(why('confirmation', { starts_at: at('2026-06-10T08:00:00Z') }, '2026-06-01T07:00:05Z')).toBe('changed');
    expect(why('confirmation', { starts_at: null }, '2026-06-01T07:00:05Z')).toBe('changed');
  });
});

test.each([
  ['confirmation', {}, '2026-06-01T10:00:00Z', null],
  ['confirmation', {}, '2026-06-01T10:00:01Z', 'too_late'],
  ['moved', {}, '2026-06-10T07:00:00Z', 'too_late'],
  ['cancelled', { status: 'cancelled', status_at: START }, '2026-06-10T07:00:00Z', 'too_late'],
  ['offer', { status: 'offered', timer_at: at('2026-06-01T08:00:00Z') }, '2026-06-01T07:59:00Z', null],
  ['offer', { status: 'offered', timer_at: at('2026-06-01T08:00:00Z') }, '2026-06-01T07:59:01Z', 'too_late'],
  ['reminder', {}, '2026-06-10T05:30:00Z', null],
  ['reminder', {}, '2026-06-10T05:30:01Z', 'too_late'],
  ['reminder', { reminders: false }, '2026-06-10T05:00:00Z', 'opted_out'],
  ['reminder', { status_at: at('2026-06-10T04:30:01Z') }, '2026-06-10T05:00:00Z', 'just_booked'],
  ['reminder', { status_at: at('2026-06-10T04:30:00Z') }, '2026-06-10T05:00:00Z', null],
] as const)('%s %j at %s: %s', (kind, row, moment, said) => {
  expect(why(kind, row, moment)).toBe(said);
});

test('a reminder that the service no longer wants is not sent', () => {
  expect(why('reminder', {}, '2026-06-10T06:00:00Z', 60)).toBe('not_wanted');
});

test('only reminders that are still to come are planned, and none right after booking', () => {
  const times = (bookedAt: string) =>
    remindersToCome(START, {
      policy: [1440, 120, 120, 10_080],
      timeZone: 'Europe/Berlin',
      bookedAt: at(bookedAt),
      at: at(bookedAt),
    }).map(({ lead, at: moment }) => [lead, iso(moment)]);
  expect(times('2026-06-01T07:00:00Z')).toEqual([
    [1440, '2026-06-09T07:00:00.000Z'],
    [120, '2026-06-10T05:00:00.000Z'],
    [10_080, '2026-06-03T07:00:00.000Z'],
  ]);
  expect(times('2026-06-09T06:45:00Z')).toEqual([[120, '2026-06-10T05:00:00.000Z']]);
});
