import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { localDay, localDayBounds } from '../../../models/rules/local-day.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hoursOf = (day: string, zone: string) => {
  const { startsAt, endsAt } = localDayBounds(day, zone);
  return (endsAt.getTime() - startsAt.getTime()) / HOUR;
};

describe('the local day', () => {
  test.each([
    ['2026-11-23T22:59:59.999Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-23T23:00:00.000Z', 'Europe/Berlin', '2026-11-24'],
    ['2026-11-24T04:59:59.999Z', 'America/New_York', '2026-11-23'],
    ['2026-11-24T05:00:00.000Z', 'America/New_York', '2026-11-24'],
    ['2026-11-23T09:59:59.999Z', 'Pacific/Kiritimati', '2026-11-23'],
    ['2026-11-23T10:00:00.000Z', 'Pacific/Kiritimati', '2026-11-24'],
    ['2026-11-23T10:59:59.999Z', 'Pacific/Pago_Pago', '2026-11-22'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12-31'],
    ['2028-02-29T12:00:00.000Z', 'Asia/Kathmandu', '2028-02-29'],
  ])('at %s it is, in %s, %s', (moment, zone, day) => {
    expect(localDay(new Date(moment), zone)).toBe(day);
  });

  test.each([
    ['an ordinary day', '2026-11-23', 'Europe/Berlin', '2026-11-22T23:00Z', 24],
    ['the day the clocks go forward', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00Z', 23],
    ['the day the clocks go back', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00Z', 25],
    ['the day the clocks go forward', '2026-03-08', 'America/New_York', '2026-03-08T05:00Z', 23],
    ['the day the clocks go back', '2026-11-01', 'America/New_York', '2026-11-01T04:00Z', 25],
    ['a day that begins at one in the morning', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00Z', 23],
    ['a day whose last hour comes twice', '2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00Z', 25],
    ['a day that begins at one in the morning', '2025-03-30', 'Asia/Beirut', '2025-03-29T22:00Z', 23],
    ['a day that begins at one in the morning', '2025-04-25', 'Africa/Cairo', '2025-04-24T22:00Z', 23],
    ['a day half an hour longer', '2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00Z', 24.5],
    ['a day the island left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00Z', 0],
  ])('%s, %s in %s, begins at %s and has %d hours', (_, day, zone, begins, hours) => {
    expect(localDayBounds(day, zone).startsAt).toEqual(new Date(begins));
    expect(hoursOf(day, zone)).toBe(hours);
  });

  test.each(['2026-02-30', '2026-13-01', '2026-1-1', '23.11.2026', '', '2026-11-23T00:00', '+002026-11-23'])(
    'there is no day "%s"',
    (day) => {
      expect(() => localDayBounds(day, 'UTC')).toThrow(RangeError);
    },
  );

  test('there is no such place', () => {
    expect(() => localDay(new Date(), 'Europe/Atlantis')).toThrow(RangeError);
    expect(() => localDayBounds('2026-11-23', 'Europe/Atlantis')).toThrow(RangeError);
  });

  test('every moment lies within its own day, anywhere', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moment = fc.date({ min: new Date('2012-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const day = localDay(at, timeZone);
        const { startsAt, endsAt } = localDayBounds(day, timeZone);
        expect(day).toBe(DateTime.fromJSDate(at, { zone: timeZone }).toISODate());
        expect(startsAt.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime()).toBeLessThan(endsAt.getTime());
      }),
      { numRuns: 300 },
    );
  });
});

/** The calendar of a zone, from its offsets alone. */
const dayByOffset = (moment: number, offsets: IANAZone) => isoDay(moment + offsets.offset(moment) * 60_000);
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const daysAfter = (day: string, days: number) => isoDay(Date.parse(day) + days * DAY);

/** The days on which the clocks change. Nowhere do they change twice in four weeks. */
function daysOfChange(offsets: IANAZone, from: number, to: number): string[] {
  const days: string[] = [];
  let earlier = offsets.offset(from);
  for (let start = from; start < to; start += 28 * DAY) {
    const later = offsets.offset(start + 28 * DAY);
    let [before, after] = [start, start + 28 * DAY];
    while (earlier !== later && after - before > HOUR) {
      const middle = (before + after) / 2;
      if (offsets.offset(middle) === earlier) before = middle;
      else after = middle;
    }
    if (earlier !== later) days.push(dayByOffset(after, offsets));
    earlier = later;
  }
  return days;
}

const CONTINENTS = new Set(Intl.supportedValuesOf('timeZone').map((zone) => zone.split('/')[0]));

describe('wherever the clocks change', () => {
  test('the days are found on which they do', () => {
    const year = [Date.UTC(2026, 0), Date.UTC(2027, 0)] as const;
    expect(daysOfChange(IANAZone.create('Europe/Berlin'), ...year)).toEqual(['2026-03-29', '2026-10-25']);
    expect(daysOfChange(IANAZone.create('Africa/Casablanca'), ...year)).toEqual(['2026-02-15', '2026-03-22']);
    expect(daysOfChange(IANAZone.create('Asia/Tokyo'), ...year)).toEqual([]);
  });

  test.each([...CONTINENTS])('day follows day without a gap in every place of %s', (continent) => {
    const here = Intl.supportedValuesOf('timeZone').filter((zone) => zone.split('/')[0] === continent);
    const wrong = here.flatMap((zone) => {
      const offsets = IANAZone.create(zone);
      const changes = daysOfChange(offsets, Date.UTC(2024, 5), Date.UTC(2027, 5));
      const around = changes.flatMap((day) => [daysAfter(day, -1), day, daysAfter(day, 1)]);
      return around.filter((day) => {
        const { startsAt, endsAt } = localDayBounds(day, zone);
        const [starts, ends] = [startsAt.getTime(), endsAt.getTime()];
        const days = [starts - 1, starts, ends - 1, ends].map((moment) => dayByOffset(moment, offsets));
        return days.join() !== [daysAfter(day, -1), day, day, daysAfter(day, 1)].join();
      });
    });
    expect(wrong).toEqual([]);
  });
});
