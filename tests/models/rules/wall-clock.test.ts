import { calendarOf, instantOf, localTime } from '../../../models/rules/wall-clock.ts';

const DAY = '2026-03-29';

describe("a time on an office's clock", () => {
  test.each([
    ['on any day', '2026-11-23T09:00', 'Europe/Berlin', '2026-11-23T08:00Z'],
    ['in summer', '2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00Z'],
    ['before the clocks go forward', '2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59Z'],
    ['after the clocks have gone forward', '2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00Z'],
    ['that comes twice, the first time', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['after it came twice', '2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00Z'],
    ['half an hour off', '2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['a day ahead', '2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00Z'],
    ['a day behind', '2026-01-01T23:59', 'Pacific/Pago_Pago', '2026-01-02T10:59Z'],
    ['three quarters of an hour off', '2026-09-27T03:45', 'Pacific/Chatham', '2026-09-26T14:00Z'],
    ['where the rules have changed for good', '2024-03-01T00:00', 'Asia/Almaty', '2024-02-29T19:00Z'],
    ['at the end of a day', '2026-11-23T24:00', 'Europe/Berlin', '2026-11-23T23:00Z'],
  ])('%s: %s in %s is %s', (_, local, zone, moment) => {
    expect(instantOf(local, zone)).toEqual(new Date(moment));
  });

  test.each([
    ['at the hour that is left out', '2026-03-29T02:30', 'Europe/Berlin'],
    ['at the half hour that is left out', '2026-10-04T02:15', 'Australia/Lord_Howe'],
    ['at the midnight that is left out', '2025-03-30T00:00', 'Asia/Beirut'],
    ['at the end of the day before it', '2025-03-29T24:00', 'Asia/Beirut'],
    ['on the day that the island left out', '2011-12-30T12:00', 'Pacific/Apia'],
  ])('is none %s', (_, local, zone) => {
    expect(instantOf(local, zone)).toBeNull();
  });

  test('an edge within the hour that is left out is where it is left out', () => {
    const clock = calendarOf('Europe/Berlin')(DAY);
    expect(new Date(clock.edge(150))).toEqual(new Date('2026-03-29T01:00Z'));
    const beirut = calendarOf('Asia/Beirut')('2025-03-30');
    expect(new Date(beirut.edge(0))).toEqual(new Date('2025-03-29T22:00Z'));
    const apia = calendarOf('Pacific/Apia')('2011-12-30');
    expect([apia.edge(0), apia.edge(720), apia.edge(1440)]).toEqual(Array(3).fill(Date.UTC(2011, 11, 30, 10)));
  });

  test('is what the clock shows then', () => {
    expect(localTime(new Date('2026-10-25T00:30Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30');
    expect(localTime(new Date('2026-10-25T01:30Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30');
    expect(localTime(new Date('2026-01-01T00:00Z'), 'Asia/Kathmandu')).toBe('2026-01-01T05:45');
  });

  test('is refused where there is no such day, time or place', () => {
    expect(() => instantOf('2026-02-30T09:00', 'UTC')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28T24:30', 'UTC')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28', 'UTC')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28T09:00', 'Europe/Atlantis')).toThrow(RangeError);
    expect(() => localTime(new Date(), 'Europe/Atlantis')).toThrow(RangeError);
  });
});
