import type { Busy, ProviderTimes, SlotRules, SlotsAsked } from '../../../models/rules/slots.ts';
import type { HoursException } from '../../../models/rules/working-hours.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export const RULES: SlotRules = {
  duration: 30,
  buffer_before: 0,
  buffer_after: 0,
  grid: null,
  notice: 0,
  horizon: 90,
  capacity: 1,
};

/** Works every day from and until these times. */
export function works(
  hours: readonly (readonly [from: string, until: string])[],
  more: Partial<ProviderTimes> = {},
): ProviderTimes {
  return {
    id: 'amara',
    schedules: [
      {
        effective_from: '2000-01-01',
        effective_until: null,
        hours: EVERY_DAY.flatMap((weekday) => hours.map(([from, until]) => ({ weekday, from, until }))),
      },
    ],
    exceptions: [],
    busy: [],
    ...more,
  };
}

export function asked(more: Partial<SlotsAsked> = {}, rules: Partial<SlotRules> = {}): SlotsAsked {
  return {
    service_id: 'consultation',
    rules: { ...RULES, ...rules },
    time_zone: 'Europe/Berlin',
    from: '2026-11-23',
    to: '2026-11-23',
    now: new Date('2026-11-01T00:00Z'),
    bound: true,
    ...more,
  };
}

export function closed(more: Partial<HoursException> = {}): HoursException {
  return {
    kind: 'closed',
    provider_id: null,
    from_on: '2026-11-23',
    until_on: '2026-11-23',
    from_time: null,
    until_time: null,
    ...more,
  };
}

/** An appointment without anything kept free around it. */
export function appointment(from: string, until: string, more: Partial<Busy> = {}): Busy {
  const [starts_at, ends_at] = [Date.parse(from), Date.parse(until)];
  return { busy_from: starts_at, busy_until: ends_at, starts_at, ends_at, service_id: 'other', seats: 1, ...more };
}
