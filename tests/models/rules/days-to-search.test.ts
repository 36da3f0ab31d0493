import { daysToCome, stretchesAfter } from '../../../models/rules/days-to-search.ts';
import { daysAfter, daysFrom } from '../../../models/rules/slots.ts';

const NOW = new Date('2026-11-23T06:00:00Z');
const TODAY = '2026-11-23';

test.each([
  // [asked for, looked at]
  [TODAY, '2026-12-01', TODAY, '2026-12-01'],
  // On islands in the west it is still yesterday.
  ['2026-11-01', '2026-12-01', '2026-11-22', '2026-12-01'],
  ['0000-01-01', '0000-02-01', '2026-11-22', '2026-11-21'],
  ['9999-12-01', '9999-12-31', '9999-12-01', '2036-11-21'],
])('of %s to %s those from %s to %s are looked at', (from, to, first, last) => {
  expect(daysToCome({ from, to }, NOW)).toEqual({ from: first, to: last });
});

describe('the next free day', () => {
  const lookedAt = (day: string, last = daysAfter(TODAY, 730)) =>
    stretchesAfter(day, { today: TODAY, last }).flatMap(({ from, to }) => daysFrom(from, to));

  test('is looked for from the day after those that were asked for', () => {
    expect(lookedAt(TODAY, '2026-12-31')).toEqual(daysFrom('2026-11-24', '2026-12-31'));
    expect(lookedAt('2026-11-22', '2026-12-31')).toEqual(daysFrom(TODAY, '2026-12-31'));
  });

  test.each(['0000-01-01', '1600-01-01', '2026-11-01'])(
    'after %s is looked for from today on, and in few steps',
    (day) => {
      expect(lookedAt(day)).toEqual(daysFrom(TODAY, daysAfter(TODAY, 730)));
      expect(stretchesAfter(day, { today: TODAY, last: daysAfter(TODAY, 730) })).toHaveLength(6);
    },
  );

  test.each(['2028-11-22', '2100-01-01', '9999-12-31'])('after %s is not looked for: nobody may book there', (day) => {
    expect(lookedAt(day)).toEqual([]);
  });
});
