import { stretchesAfter, within } from '../../../models/rules/days-to-search.ts';
import { daysAfter, daysFrom } from '../../../models/rules/slots.ts';

const TODAY = '2026-11-23';
const TO_COME = { from: TODAY, to: '2199-12-31' };

test.each([
  // [asked for, looked at]
  [TODAY, '2026-12-01', TODAY, '2026-12-01'],
  ['2026-11-01', '2026-12-01', TODAY, '2026-12-01'],
  ['2199-12-01', '2200-01-20', '2199-12-01', '2199-12-31'],
])('of %s to %s those from %s to %s are looked at', (from, to, first, last) => {
  expect(within({ from, to }, TO_COME)).toEqual({ from: first, to: last });
});

test.each([
  ['0000-01-01', '0000-02-01'],
  ['2026-11-01', '2026-11-22'],
  ['9999-12-01', '9999-12-31'],
])('of %s to %s none is looked at', (from, to) => {
  const days = within({ from, to }, TO_COME);
  expect(daysFrom(days.from, days.to)).toEqual([]);
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
