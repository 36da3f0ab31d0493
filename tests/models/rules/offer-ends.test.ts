import { offerEndsAt } from '../../../models/rules/offer-ends.ts';

const FAR = '2027-06-01T12:00:00Z';
const ends = (timeZone: string, at: string, { startsAt = FAR, offer = 15, notice = 60 } = {}) =>
  offerEndsAt(new Date(startsAt), { offer, notice, timeZone, at: new Date(at) }).toISOString();

describe('an offer is kept', () => {
  test.each([
    // [zone, made, ends, why]
    ['UTC', '2026-06-01T08:00:00Z', '2026-06-01T08:15:00.000Z', 'by day, from eight on'],
    ['UTC', '2026-06-01T20:59:59Z', '2026-06-01T21:14:59.000Z', 'until nine in the evening'],
    ['UTC', '2026-06-01T21:00:00Z', '2026-06-02T08:15:00.000Z', 'over the night, from nine on'],
    ['UTC', '2026-06-30T23:59:59Z', '2026-07-01T08:15:00.000Z', 'to the next month'],
    ['UTC', '2026-06-01T00:00:00Z', '2026-06-01T08:15:00.000Z', 'after midnight until the same morning'],
    ['UTC', '2026-06-01T07:59:59Z', '2026-06-01T08:15:00.000Z', 'as long as for everybody who got up at eight'],
    ['Asia/Kolkata', '2026-06-01T15:30:00Z', '2026-06-02T02:45:00.000Z', 'on the clock of the office, to the east'],
    ['Asia/Kolkata', '2026-06-01T15:29:00Z', '2026-06-01T15:44:00.000Z', 'where it is still day'],
    ['America/Los_Angeles', '2026-06-01T08:00:00Z', '2026-06-01T15:15:00.000Z', 'and to the west'],
    ['Europe/Berlin', '2026-03-28T21:00:00Z', '2026-03-29T06:15:00.000Z', 'in a night that is an hour shorter'],
    ['Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T07:15:00.000Z', 'in a night that is an hour longer'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T07:15:00.000Z', 'at half past two'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T07:15:00.000Z', 'and at the second half past two'],
    ['Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-03T21:15:00.000Z', 'where clocks move by half an hour'],
    ['America/Santiago', '2026-09-06T02:00:00Z', '2026-09-06T11:15:00.000Z', 'where the clocks skip midnight'],
  ])('in %s, made at %s: until %s (%s)', (zone, at, end) => {
    expect(ends(zone, at)).toBe(end);
  });

  test.each([
    // [made, start, minutes, notice, ends, why]
    ['2026-06-01T22:00:00Z', '2026-06-02T09:15:00Z', 15, 60, '2026-06-02T08:15:00.000Z', 'just in time'],
    ['2026-06-01T22:00:00Z', '2026-06-02T09:00:00Z', 15, 60, '2026-06-02T08:00:00.000Z', 'until it has to be known'],
    ['2026-06-01T22:00:00Z', '2026-06-02T06:00:00Z', 15, 60, '2026-06-02T05:00:00.000Z', 'also before anybody is up'],
    ['2026-06-01T22:00:00Z', '2026-06-01T23:15:00Z', 15, 60, '2026-06-01T22:15:00.000Z', 'for its minutes'],
    ['2026-06-01T22:00:00Z', '2026-06-01T22:30:00Z', 15, 60, '2026-06-01T22:15:00.000Z', 'for its minutes at least'],
    ['2026-06-01T22:00:00Z', FAR, 1440, 60, '2026-06-03T08:00:00.000Z', 'for a day that begins in the morning'],
    ['2026-06-01T12:00:00Z', '2026-06-01T12:30:00Z', 15, 60, '2026-06-01T12:15:00.000Z', 'by day for its minutes'],
  ])('made at %s of %s, %d minutes, notice %d: until %s (%s)', (at, startsAt, offer, notice, end) => {
    expect(ends('UTC', at, { startsAt, offer, notice })).toBe(end);
  });

  test.each(['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/Santiago', 'Pacific/Chatham'])(
    'in %s never for less than its minutes, and never past the morning, whenever it is made',
    (zone) => {
      for (let at = Date.parse('2026-01-01T00:00:00Z'); at < Date.parse('2027-01-01T00:00:00Z'); at += 17 * 60_000) {
        const kept = Date.parse(ends(zone, new Date(at).toISOString())) - at;
        if (kept < 15 * 60_000 || kept > (12 * 60 + 15) * 60_000)
          throw new Error(`${kept} at ${new Date(at).toISOString()}`);
      }
    },
  );
});
