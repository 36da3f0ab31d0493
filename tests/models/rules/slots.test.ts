import { freeAt, slotsOf, slotsOfAny, type ProviderTimes, type SlotsAsked } from '../../../models/rules/slots.ts';
import { appointment, asked, closed, works } from './a-week-of-slots.ts';

const timesOf = (provider: ProviderTimes, question: SlotsAsked) =>
  slotsOf(provider, question).map(({ local }) => local.slice(11));
const MORNING = works([['09:00', '11:00']]);

describe('the slots of a day', () => {
  test('begin with the hours and end with them', () => {
    expect(timesOf(MORNING, asked())).toEqual(['09:00', '09:30', '10:00', '10:30']);
    expect(timesOf(MORNING, asked({}, { duration: 45 }))).toEqual(['09:00', '09:45']);
    expect(slotsOf(MORNING, asked())[0]).toEqual({
      starts_at: Date.parse('2026-11-23T08:00Z'),
      ends_at: Date.parse('2026-11-23T08:30Z'),
      local: '2026-11-23T09:00',
      provider_id: 'amara',
      seats: 1,
    });
  });

  test('lie on the grid of the service', () => {
    expect(timesOf(MORNING, asked({}, { grid: 15, duration: 60 }))).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
    ]);
  });

  test('leave room for what is kept free around them', () => {
    expect(timesOf(MORNING, asked({}, { buffer_before: 5, buffer_after: 10 }))).toEqual(['09:00', '09:45', '10:30']);
  });

  test('leave a break out, and go on after it', () => {
    const provider = works([
      ['09:00', '10:15'],
      ['11:00', '12:00'],
    ]);
    expect(timesOf(provider, asked())).toEqual(['09:00', '09:30', '11:00', '11:30']);
  });

  test('are those of the schedule that holds on that day', () => {
    const [schedule] = works([['14:00', '15:00']]).schedules;
    const provider = {
      ...MORNING,
      schedules: [
        { ...MORNING.schedules[0], effective_from: '2000-01-01', effective_until: '2026-11-22', hours: [] },
        { effective_from: '2026-11-23', effective_until: '2026-11-23', hours: schedule?.hours ?? [] },
      ],
    };
    expect(timesOf(provider, asked())).toEqual(['14:00', '14:30']);
    expect(timesOf(provider, asked({ from: '2026-11-24', to: '2026-11-30' }))).toEqual([]);
  });

  test('last until midnight, and beyond it where work goes on', () => {
    expect(timesOf(works([['23:00', '24:00']]), asked({}, { grid: 15 }))).toEqual(['23:00', '23:15', '23:30']);
    const night = works([
      ['23:00', '24:00'],
      ['00:00', '01:00'],
    ]);
    expect(timesOf(night, asked({}, { grid: 15 })).slice(-3)).toEqual(['23:15', '23:30', '23:45']);
    expect(timesOf(works([['00:00', '24:00']]), asked({}, { duration: 1440 }))).toEqual(['00:00']);
  });
});

describe('days that differ', () => {
  test('on a holiday there is nothing', () => {
    expect(timesOf({ ...MORNING, exceptions: [closed()] }, asked())).toEqual([]);
    const week = { ...MORNING, exceptions: [closed({ from_on: '2026-11-20', until_on: '2026-11-22' })] };
    expect(timesOf(week, asked())).toHaveLength(4);
  });

  test('what is closed for an hour takes no other time away, and moves none', () => {
    const exceptions = [closed({ from_time: '09:20', until_time: '09:50' })];
    expect(timesOf({ ...MORNING, exceptions }, asked())).toEqual(['10:00', '10:30']);
  });

  test('hours besides the regular ones are counted from their own beginning', () => {
    const extra = closed({ kind: 'open', provider_id: 'amara', from_time: '10:45', until_time: '12:00' });
    expect(timesOf({ ...MORNING, exceptions: [extra] }, asked())).toEqual([
      ...['09:00', '09:30', '10:00', '10:30', '10:45', '11:15'],
    ]);
  });

  test('they hold on a holiday of the office, but not on leave', () => {
    const extra = closed({ kind: 'open', provider_id: 'amara', from_time: '15:00', until_time: '16:00' });
    expect(timesOf({ ...MORNING, exceptions: [closed(), extra] }, asked())).toEqual(['15:00', '15:30']);
    expect(timesOf({ ...MORNING, exceptions: [extra, closed({ provider_id: 'amara' })] }, asked())).toEqual([]);
  });
});

describe('what is taken', () => {
  test('is not offered, and neither is what would touch its free time', () => {
    const busy = [
      appointment('2026-11-23T08:30Z', '2026-11-23T09:00Z', { busy_until: Date.parse('2026-11-23T09:10Z') }),
    ];
    expect(timesOf({ ...MORNING, busy }, asked())).toEqual(['09:00', '10:30']);
    expect(timesOf({ ...MORNING, busy }, asked({}, { grid: 10, buffer_after: 10 }))).toEqual([
      ...['10:10', '10:20', '10:30'],
    ]);
  });

  test('a long one before a short one hides nothing behind it', () => {
    const busy = [
      appointment('2026-11-23T06:00Z', '2026-11-23T09:30Z'),
      appointment('2026-11-23T08:00Z', '2026-11-23T08:30Z'),
    ];
    expect(timesOf({ ...MORNING, busy }, asked())).toEqual(['10:30']);
  });

  test('a group has seats until it is full, and is joined at its start alone', () => {
    const question = asked({}, { capacity: 3, grid: 15 });
    const group = (seats: number) => ({
      ...MORNING,
      busy: [appointment('2026-11-23T08:00Z', '2026-11-23T08:30Z', { service_id: 'consultation', seats })],
    });
    expect(slotsOf(group(2), question).map(({ local, seats }) => [local.slice(11), seats])).toEqual([
      ['09:00', 1],
      ...['09:30', '09:45', '10:00', '10:15', '10:30'].map((time) => [time, 3]),
    ]);
    expect(timesOf(group(3), question)[0]).toBe('09:30');
    const others = { ...MORNING, busy: [appointment('2026-11-23T08:00Z', '2026-11-23T08:30Z')] };
    expect(timesOf(others, question)[0]).toBe('09:30');
  });
});

describe('how early and how far ahead', () => {
  const early = { now: new Date('2026-11-23T08:10Z') };

  test('patients hear of times after the notice, staff of all that are still to come', () => {
    expect(timesOf(MORNING, asked(early, { notice: 60 }))).toEqual(['10:30']);
    expect(timesOf(MORNING, asked({ ...early, bound: false }, { notice: 60 }))).toEqual(['09:30', '10:00', '10:30']);
  });

  test('the last day of the horizon is a whole day of the office', () => {
    const question = { now: new Date('2026-11-22T22:59Z'), from: '2026-11-23', to: '2026-11-26' };
    const days = (horizon: number, bound = true) =>
      new Set(slotsOf(MORNING, asked({ ...question, bound }, { horizon })).map(({ local }) => local.slice(0, 10)));
    expect([...days(1)]).toEqual(['2026-11-23']);
    expect([...days(2)]).toEqual(['2026-11-23', '2026-11-24']);
    expect(days(1, false).size).toBe(4);
    const aMinuteLater = { ...question, now: new Date('2026-11-22T23:00Z') };
    expect(slotsOf(MORNING, asked(aMinuteLater, { horizon: 1 })).at(-1)?.local).toBe('2026-11-24T10:30');
  });
});

describe('days on which the clocks change', () => {
  const night = works([['01:00', '04:00']]);

  test('the hour that is left out has no slots, and none reaches over the end', () => {
    const question = asked({ from: '2027-03-28', to: '2027-03-28', bound: false });
    expect(timesOf(night, question)).toEqual(['01:00', '01:30', '03:00', '03:30']);
    expect(timesOf(works([['01:00', '02:45']]), question)).toEqual(['01:00', '01:30']);
  });

  test('the hour that comes twice is offered once, and the hours are longer by it', () => {
    const question = asked({ from: '2026-10-25', to: '2026-10-25', now: new Date('2026-10-01T00:00Z') });
    expect(timesOf(night, question)).toEqual(['01:00', '01:30', '02:00', '02:30', '03:00', '03:30']);
    expect(timesOf(night, { ...question, rules: { ...question.rules, duration: 120, grid: 60 } })).toEqual([
      ...['01:00', '02:00'],
    ]);
    // Work until the clock shows 02:30 ends when it first does.
    expect(timesOf(works([['01:00', '02:30']]), question)).toEqual(['01:00', '01:30', '02:00']);
  });

  test('a shift of half an hour leaves half an hour out', () => {
    const question = asked({
      time_zone: 'Australia/Lord_Howe',
      from: '2026-10-04',
      to: '2026-10-04',
      now: new Date('2026-10-01T00:00Z'),
    });
    expect(timesOf(night, question)).toEqual(['01:00', '01:30', '02:30', '03:00', '03:30']);
  });

  test('nine in the morning stays nine in the morning', () => {
    const question = asked({ from: '2026-10-23', to: '2026-10-27', now: new Date('2026-10-01T00:00Z') });
    const first = slotsOf(MORNING, question).filter(({ local }) => local.endsWith('09:00'));
    expect(first.map(({ starts_at }) => new Date(starts_at).toISOString().slice(11, 16))).toEqual([
      ...['07:00', '07:00', '08:00', '08:00', '08:00'],
    ]);
  });

  test('an island that leaves a day out works on the day before and the day after', () => {
    const apia = asked({
      time_zone: 'Pacific/Apia',
      from: '2011-12-29',
      to: '2011-12-31',
      now: new Date('2011-12-01T00:00Z'),
    });
    expect(new Set(slotsOf(works([['00:00', '24:00']]), apia).map(({ local }) => local.slice(0, 10)))).toEqual(
      new Set(['2011-12-29', '2011-12-31']),
    );
  });
});

describe('with anybody', () => {
  const busyUntil = (until: string) => [appointment('2026-11-23T08:00Z', until)];
  const question = asked();

  test('each time once, with whoever has the least to do on that day', () => {
    const amara = { ...MORNING, id: 'a', busy: busyUntil('2026-11-23T09:00Z') };
    const jonas = { ...MORNING, id: 'b', busy: busyUntil('2026-11-23T08:30Z') };
    const lucia = { ...works([['10:30', '11:00']]), id: 'c' };
    expect(slotsOfAny([amara, jonas, lucia], question).map((slot) => [slot.local.slice(11), slot.provider_id])).toEqual(
      [
        ['09:30', 'b'],
        ['10:00', 'b'],
        ['10:30', 'c'],
      ],
    );
    expect(
      freeAt(Date.parse('2026-11-23T09:30Z'), [amara, jonas, lucia], question).map((slot) => slot.provider_id),
    ).toEqual(['c', 'b', 'a']);
    expect(freeAt(Date.parse('2026-11-23T09:31Z'), [amara, jonas, lucia], question)).toEqual([]);
  });

  test('the busiest day of one is not held against another day', () => {
    const amara = { ...MORNING, id: 'a', busy: [appointment('2026-11-24T08:00Z', '2026-11-24T09:00Z')] };
    const jonas = { ...MORNING, id: 'b' };
    const slots = slotsOfAny([jonas, amara], { ...question, to: '2026-11-24' });
    expect(new Set(slots.filter(({ local }) => local < '2026-11-24').map((slot) => slot.provider_id))).toEqual(
      new Set('a'),
    );
    expect(new Set(slots.filter(({ local }) => local > '2026-11-24').map((slot) => slot.provider_id))).toEqual(
      new Set('b'),
    );
  });

  test('ten people in a row are spread over three who are all free', () => {
    let busy: { id: string; times: ReturnType<typeof appointment>[] }[] = ['a', 'b', 'c'].map((id) => ({
      id,
      times: [],
    }));
    const day = works([['09:00', '17:00']]);
    for (let person = 0; person < 10; person++) {
      const [slot] = slotsOfAny(
        busy.map(({ id, times }) => ({ ...day, id, busy: times })),
        question,
      );
      if (!slot) throw new Error('nobody is free');
      const taken = appointment(new Date(slot.starts_at).toISOString(), new Date(slot.ends_at).toISOString());
      busy = busy.map((one) => (one.id === slot.provider_id ? { ...one, times: [...one.times, taken] } : one));
    }
    expect(busy.map(({ times }) => times.length)).toEqual([4, 3, 3]);
  });
});
