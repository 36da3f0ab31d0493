import fc from 'fast-check';
import {
  daysAfter,
  freeAt,
  slotsOf,
  slotsOfAny,
  type Busy,
  type FreeSlot,
  type ProviderTimes,
  type SlotsAsked,
} from '../../../models/rules/slots.ts';
import { instantOf, localTime } from '../../../models/rules/wall-clock.ts';
import type { HoursException } from '../../../models/rules/working-hours.ts';
import { closed } from './a-week-of-slots.ts';

/** What holds for every schedule, whatever is taken, wherever the office is and whatever its clocks do. */

const MINUTE = 60_000;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'America/Havana',
];
/** Around changes of clocks in each of them, and elsewhere. */
const DAYS = [
  '2026-03-06',
  '2026-03-27',
  '2026-04-03',
  '2026-04-22',
  '2026-06-01',
  '2026-10-02',
  '2026-10-23',
  '2026-10-29',
];

const clockOf = (minutes: number) => new Date(minutes * MINUTE).toJSON().slice(11, 16);
const until = (minutes: number) => (minutes === 1440 ? '24:00' : clockOf(minutes));
const span = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from: clockOf(from * 15), until: until(to * 15) }));

const provider = (id: string, day: string) =>
  fc.record({
    id: fc.constant(id),
    schedules: fc
      .array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), span }), { minLength: 1, maxLength: 12 })
      .map((parts) => [
        {
          effective_from: '2000-01-01',
          effective_until: null,
          hours: parts.map(({ weekday, span: { from, until: to } }) => ({ weekday, from, until: to })),
        },
      ]),
    exceptions: fc.array(exception(day), { maxLength: 3 }),
    busy: fc.array(busy(day), { maxLength: 12 }),
  }) satisfies fc.Arbitrary<ProviderTimes>;

const exception = (day: string): fc.Arbitrary<HoursException> =>
  fc
    .tuple(fc.constantFrom('closed' as const, 'open' as const), fc.boolean(), fc.integer({ min: 0, max: 4 }), span)
    .map(([kind, isOwn, away, { from, until: to }]) =>
      closed({
        kind,
        provider_id: isOwn || kind === 'open' ? 'somebody' : null,
        from_on: daysAfter(day, away),
        until_on: daysAfter(day, away + 1),
        from_time: from,
        until_time: to,
      }),
    );

const busy = (day: string): fc.Arbitrary<Busy> =>
  fc
    .record({
      at: fc.integer({ min: -20, max: 520 }),
      lasts: fc.integer({ min: 1, max: 12 }),
      before: fc.integer({ min: 0, max: 3 }),
      after: fc.integer({ min: 0, max: 3 }),
      service_id: fc.constantFrom('ours', 'another'),
      seats: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ at, lasts, before, after, ...more }) => {
      const starts_at = Date.parse(`${day}T00:00Z`) + at * 15 * MINUTE;
      const ends_at = starts_at + lasts * 15 * MINUTE;
      const [busy_from, busy_until] = [starts_at - before * 5 * MINUTE, ends_at + after * 5 * MINUTE];
      return { starts_at, ends_at, busy_from, busy_until, ...more };
    });

const question = (day: string): fc.Arbitrary<SlotsAsked> =>
  fc.record({
    service_id: fc.constant('ours'),
    rules: fc.record({
      duration: fc.integer({ min: 1, max: 20 }).map((quarters) => quarters * 15),
      buffer_before: fc.constantFrom(0, 5, 10),
      buffer_after: fc.constantFrom(0, 5, 10),
      grid: fc.constantFrom(null, 10, 15, 60),
      notice: fc.constantFrom(0, 60, 1440),
      horizon: fc.integer({ min: 1, max: 10 }),
      capacity: fc.integer({ min: 1, max: 4 }),
    }),
    time_zone: fc.constantFrom(...ZONES),
    from: fc.constant(day),
    to: fc.integer({ min: 0, max: 4 }).map((days) => daysAfter(day, days)),
    now: fc.integer({ min: -48, max: 24 }).map((hours) => new Date(Date.parse(`${day}T00:00Z`) + hours * 60 * MINUTE)),
    bound: fc.boolean(),
  });

const anyDay = fc.constantFrom(...DAYS);
const one = anyDay.chain((day) =>
  fc.record({ provider: provider('somebody', day), asked: question(day), more: busy(day) }),
);
const several = anyDay.chain((day) =>
  fc.record({
    providers: fc.tuple(provider('a', day), provider('b', day), provider('c', day)),
    asked: question(day),
  }),
);
const RUNS = { numRuns: 400 };

/** Whether two share some of their time. */
const overlap = (a: { from: number; until: number }, b: { from: number; until: number }) =>
  a.from < b.until && b.from < a.until;

test('every slot is what the clock shows at its start, within what was asked, in order and once', () => {
  fc.assert(
    fc.property(one, ({ provider: somebody, asked }) => {
      const slots = slotsOf(somebody, asked);
      const notice = asked.bound ? asked.rules.notice * MINUTE : 0;
      const isRight = ({ starts_at, ends_at, local }: FreeSlot, index: number) =>
        localTime(new Date(starts_at), asked.time_zone) === local &&
        instantOf(local, asked.time_zone)?.getTime() === starts_at &&
        ends_at - starts_at === asked.rules.duration * MINUTE &&
        local >= asked.from &&
        local.slice(0, 10) <= asked.to &&
        starts_at >= asked.now.getTime() + notice &&
        (index === 0 || starts_at > (slots[index - 1]?.starts_at ?? Infinity));
      // One look at all of them: to expect something of each takes longer than to make them.
      expect(slots.filter((slot, index) => !isRight(slot, index))).toEqual([]);
    }),
    RUNS,
  );
});

test('no slot meets what is taken, with what is kept free around both, unless it joins its group', () => {
  fc.assert(
    fc.property(one, ({ provider: somebody, asked }) => {
      const { buffer_before, buffer_after, capacity } = asked.rules;
      const isRight = ({ starts_at, ends_at, seats }: FreeSlot) => {
        const whole = { from: starts_at - buffer_before * MINUTE, until: ends_at + buffer_after * MINUTE };
        const met = somebody.busy.filter((taken) => overlap(whole, { from: taken.busy_from, until: taken.busy_until }));
        const isOneGroup = met.every((taken) => taken.service_id === 'ours' && taken.starts_at === starts_at);
        return isOneGroup && seats > 0 && seats === capacity - met.reduce((sum, taken) => sum + taken.seats, 0);
      };
      expect(slotsOf(somebody, asked).filter((slot) => !isRight(slot))).toEqual([]);
    }),
    RUNS,
  );
});

test('every minute of every slot is a minute of the hours', () => {
  fc.assert(
    fc.property(one, ({ provider: somebody, asked }) => {
      const [somewhen] = slotsOf(somebody, asked);
      if (!somewhen) return;
      const minutes = Array.from(
        { length: asked.rules.duration / 5 },
        (_, index) => somewhen.starts_at + index * 5 * MINUTE,
      );
      const shown = minutes.map((at) => localTime(new Date(at), asked.time_zone));
      expect(shown.filter((local) => !isOpen(somebody, local))).toEqual([]);
    }),
    RUNS,
  );
});

/** Said as plainly as it can be: minute by minute. */
function isOpen({ schedules, exceptions }: ProviderTimes, local: string): boolean {
  const [day = '', clock = ''] = local.split('T');
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7;
  const isRegular = schedules.some(({ hours }) =>
    hours.some((part) => part.weekday === weekday && part.from <= clock && clock < part.until),
  );
  const now = exceptions.filter(
    ({ from_on, until_on, from_time, until_time }) =>
      from_on <= day && day <= until_on && (from_time ?? '') <= clock && clock < (until_time ?? '24:00'),
  );
  if (now.some(({ kind, provider_id }) => kind === 'closed' && provider_id !== null)) return false;
  if (now.some(({ kind }) => kind === 'open')) return true;
  return isRegular && now.length === 0;
}

test('whatever else is taken or closed, no slot comes of it', () => {
  fc.assert(
    fc.property(
      one,
      fc.constantFrom('taken', 'leave', 'notice', 'seats'),
      ({ provider: somebody, asked, more }, what) => {
        const startsOf = (who: ProviderTimes, question: SlotsAsked) =>
          slotsOf(who, question).map(({ starts_at }) => starts_at);
        const before = new Set(startsOf(somebody, asked));
        const leave = closed({
          provider_id: 'somebody',
          from_on: asked.from,
          until_on: asked.to,
          from_time: '10:10',
          until_time: '13:00',
        });
        const { rules } = asked;
        const after = {
          // Nobody can be given half a seat back by somebody else's coming.
          taken: () => startsOf({ ...somebody, busy: [...somebody.busy, more] }, asked),
          leave: () => startsOf({ ...somebody, exceptions: [...somebody.exceptions, leave] }, asked),
          notice: () => startsOf(somebody, { ...asked, rules: { ...rules, notice: rules.notice + 300 } }),
          seats: () => startsOf(somebody, { ...asked, rules: { ...rules, capacity: Math.max(1, rules.capacity - 1) } }),
        }[what]();
        expect(after.filter((start) => !before.has(start))).toEqual([]);
      },
    ),
    RUNS,
  );
});

test('with anybody there is a time exactly when somebody is free, and the least busy of them has it', () => {
  fc.assert(
    fc.property(several, ({ providers, asked }) => {
      const each = new Map(providers.map((who) => [who.id, slotsOf(who, asked)]));
      const all = slotsOfAny(providers, asked);
      const starts = new Set([...each.values()].flat().map(({ starts_at }) => starts_at));
      expect(all.map(({ starts_at }) => starts_at)).toEqual([...starts].toSorted((a, b) => a - b));
      const some = [all[0], all[Math.floor(all.length / 2)], all.at(-1)].filter((slot) => slot !== undefined);
      for (const slot of some) {
        const free = freeAt(slot.starts_at, providers, asked);
        expect(free[0]).toEqual(slot);
        expect(free.map(({ provider_id }) => provider_id).toSorted()).toEqual(
          providers
            .map(({ id }) => id)
            .filter((id) => each.get(id)?.some(({ starts_at }) => starts_at === slot.starts_at)),
        );
      }
    }),
    { numRuns: 150 },
  );
});
