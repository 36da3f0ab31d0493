import { seriesTimes } from '../../../../server/commands/appointments/series-times.ts';

describe('a rule', () => {
  const times = (rule: string) => seriesTimes(rule, '2026-03-10T10:00', 'Europe/Berlin');

  test.each([
    ['FREQ=WEEKLY;COUNT=3', ['2026-03-10T10:00', '2026-03-17T10:00', '2026-03-24T10:00']],
    ['RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=2', ['2026-03-10T10:00', '2026-04-14T10:00']],
    ['FREQ=DAILY;INTERVAL=2;UNTIL=20260314T090000Z', ['2026-03-10T10:00', '2026-03-12T10:00', '2026-03-14T10:00']],
    ['FREQ=DAILY;INTERVAL=2;UNTIL=20260314T085959Z', ['2026-03-10T10:00', '2026-03-12T10:00']],
    ['FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260317', ['2026-03-10T10:00', '2026-03-12T10:00', '2026-03-17T10:00']],
  ])('%s', (rule, expected) => expect(times(rule)).toEqual(expected));

  test.each([
    'FREQ=WEEKLY', // for ever
    'FREQ=DAILY;COUNT=53',
    'FREQ=MONTHLY;COUNT=14',
    'FREQ=HOURLY;COUNT=2',
    'FREQ=WEEKLY;COUNT=2;BYHOUR=9',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=2', // does not begin with the first time
    'FREQ=DAILY;BYMONTHDAY=32;COUNT=2',
    'FREQ=WEEKLY;COUNT=2\nEXDATE:20260317T100000Z',
    'every week',
  ])('%s is refused', (rule) => expect(() => times(rule)).toThrow(RangeError));
});
