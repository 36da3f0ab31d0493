import { localDay } from './local-day.ts';
import { type Calendar, calendarOf } from './wall-clock.ts';
import { workingDays, type HoursException, type RegularHours, type Span, type WorkingDay } from './working-hours.ts';

/** How a service is booked. Minutes, and days for the horizon. */
export type SlotRules = {
  duration: number;
  buffer_before: number;
  buffer_after: number;
  /** Between two starts; null: the duration with its buffers. */
  grid: number | null;
  notice: number;
  horizon: number;
  capacity: number;
};

/** A provider's time that is taken, with what is kept free around it. Moments in milliseconds. */
export type Busy = {
  busy_from: number;
  busy_until: number;
  starts_at: number;
  ends_at: number;
  service_id: string;
  /** How many came for it together. */
  seats: number;
};

/** One provider at one office. What is busy may be anywhere: nobody is in two places. */
export type ProviderTimes = {
  id: string;
  schedules: readonly RegularHours[];
  exceptions: readonly HoursException[];
  busy: readonly Busy[];
};

export type SlotsAsked = {
  service_id: string;
  rules: SlotRules;
  time_zone: string;
  /** Both local days included. */
  from: string;
  to: string;
  now: Date;
  /** Whether notice and horizon hold. Nobody is offered what is over. */
  bound: boolean;
};

/** A time that may be booked. Moments in milliseconds. */
export type FreeSlot = {
  starts_at: number;
  ends_at: number;
  /** On the office's clock: `YYYY-MM-DDTHH:MM`. */
  local: string;
  provider_id: string;
  /** That are left. */
  seats: number;
};

/**
 * When a provider is free: the schedule without its exceptions and without what is taken. Starts are times on the office's clock,
 * counted from the beginning of each part of the hours, whatever is cut out of it. One that the clocks skip is none, one that comes
 * twice is offered once. The appointment itself lies within the hours; what is kept free around it only keeps others away.
 */
export function slotsOf(provider: ProviderTimes, asked: SlotsAsked): FreeSlot[] {
  return freeDays(provider, frameOf(asked)).flatMap(({ slots }) => slots);
}

/** Every time at which somebody is free, with the one who has the least to do on that day. */
export function slotsOfAny(providers: readonly ProviderTimes[], asked: SlotsAsked): FreeSlot[] {
  const frame = frameOf(asked);
  const best = new Map<number, Offer>();
  for (const provider of providers) {
    for (const { day, slots } of freeDays(provider, frame)) {
      const load = loadOn(day, provider, frame);
      for (const slot of slots) {
        const offer = { slot, load };
        const other = best.get(slot.starts_at);
        if (!other || fairer(offer, other) < 0) best.set(slot.starts_at, offer);
      }
    }
  }
  return [...best.values()].map(({ slot }) => slot).sort((a, b) => a.starts_at - b.starts_at);
}

/** Who is free at this moment, whoever has the least to do on that day first. */
export function freeAt(
  startsAt: number,
  providers: readonly ProviderTimes[],
  asked: Omit<SlotsAsked, 'from' | 'to'>,
): FreeSlot[] {
  const thatDay = localDay(new Date(startsAt), asked.time_zone);
  const frame = frameOf({ ...asked, from: thatDay, to: thatDay });
  const offers = providers.flatMap((provider) =>
    freeDays(provider, frame).flatMap(({ day, slots }) => {
      const slot = slots.find(({ starts_at }) => starts_at === startsAt);
      return slot ? [{ slot, load: loadOn(day, provider, frame) }] : [];
    }),
  );
  return offers.sort(fairer).map(({ slot }) => slot);
}

/** Both included. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysAfter(day, 1)) days.push(day);
  return days;
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** An appointment lasts a day at the most, and a day may have 23 hours. */
const DAYS_IT_REACHES_INTO = 2;

/** What is the same for all providers. */
type Frame = { asked: SlotsAsked; calendar: Calendar; days: readonly string[]; daysAfterwards: readonly string[] };

function frameOf(asked: SlotsAsked): Frame {
  const days = daysFrom(asked.from, lastDayOf(asked));
  const last = days.at(-1);
  return {
    asked,
    calendar: calendarOf(asked.time_zone),
    days,
    daysAfterwards: last === undefined ? [] : daysFrom(daysAfter(last, 1), daysAfter(last, DAYS_IT_REACHES_INTO)),
  };
}

type FreeDay = { day: string; slots: FreeSlot[] };

function freeDays(provider: ProviderTimes, frame: Frame): FreeDay[] {
  const { rules, now, bound } = frame.asked;
  const earliest = now.getTime() + (bound ? rules.notice * MINUTE : 0);
  const worksOn = workingDays(provider);
  const startsOn = possibleStarts(rules);
  const open = openTimes(worksOn, frame);
  const seatsAt = seatsLeft(provider, frame.asked);
  let present = 0;
  return frame.days.map((day) => {
    const clock = frame.calendar(day);
    const slots: FreeSlot[] = [];
    for (const minutes of startsOn(worksOn(day))) {
      const starts_at = clock.at(minutes);
      if (starts_at === null || starts_at < earliest) continue;
      const ends_at = starts_at + rules.duration * MINUTE;
      while (present < open.length && (open[present]?.until ?? 0) <= starts_at) present++;
      const hours = open[present];
      if (!hours || starts_at < hours.from || ends_at > hours.until) continue;
      const seats = seatsAt(starts_at, ends_at);
      if (seats > 0)
        slots.push({ starts_at, ends_at, local: `${day}T${clockOf(minutes)}`, provider_id: provider.id, seats });
    }
    return { day, slots };
  });
}

/** How many seats are left at a time; to be asked in the order of time. A group is joined by those who come at its very start. */
function seatsLeft(
  provider: ProviderTimes,
  { rules, service_id }: SlotsAsked,
): (starts_at: number, ends_at: number) => number {
  const busy = provider.busy.toSorted((a, b) => a.busy_from - b.busy_from);
  let unended = 0;
  return (starts_at, ends_at) => {
    const from = starts_at - rules.buffer_before * MINUTE;
    const until = ends_at + rules.buffer_after * MINUTE;
    while (unended < busy.length && (busy[unended]?.busy_until ?? 0) <= from) unended++;
    let seats = rules.capacity;
    for (let index = unended; index < busy.length; index++) {
      const other = busy[index];
      if (!other || other.busy_from >= until) break;
      if (other.busy_until <= from) continue;
      if (other.service_id !== service_id || other.starts_at !== starts_at) return 0;
      seats -= other.seats;
    }
    return seats;
  };
}

/** The last day on which there may be a slot: what was asked for, or where the horizon lies. */
function lastDayOf({ to, bound, rules, now, time_zone }: SlotsAsked): string {
  if (!bound) return to;
  const horizon = daysAfter(localDay(now, time_zone), rules.horizon);
  return horizon < to ? horizon : to;
}

/** Starts of a day in order, on its clock. Most days are alike. */
function possibleStarts({
  grid,
  duration,
  buffer_before,
  buffer_after,
}: SlotRules): (day: WorkingDay) => Iterable<number> {
  const step = grid ?? duration + buffer_before + buffer_after;
  const known = new Map<WorkingDay, Iterable<number>>();
  return (day) => {
    const before = known.get(day);
    if (before) return before;
    const starts: number[] = [];
    for (const { from, until } of day.parts) for (let at = from; at < until; at += step) starts.push(at);
    // Parts may overlap where somebody works besides the regular hours.
    const made = [...new Set(starts.sort((a, b) => a - b))];
    known.set(day, made);
    return made;
  };
}

/** Hours as moments, in order, those of a night joined. */
function openTimes(worksOn: (day: string) => WorkingDay, { calendar, days, daysAfterwards }: Frame): Span[] {
  const times: Span[] = [];
  for (const day of [...days, ...daysAfterwards]) {
    const clock = calendar(day);
    for (const span of worksOn(day).open) {
      const [begins, ends] = [clock.edge(span.from), clock.edge(span.until)];
      const night = times.at(-1);
      if (night && begins <= night.until)
        times[times.length - 1] = { from: night.from, until: Math.max(night.until, ends) };
      else if (begins < ends) times.push({ from: begins, until: ends });
    }
  }
  return times;
}

/** What somebody could be given, and how many milliseconds that provider has booked on that day. */
type Offer = { slot: FreeSlot; load: number };

/** Ids are compared last, so that the same question has the same answer. */
function fairer(a: Offer, b: Offer): number {
  return a.load - b.load || (a.slot.provider_id < b.slot.provider_id ? -1 : 1);
}

/** How much is booked on a local day. A group counts once. */
function loadOn(day: string, { busy }: ProviderTimes, { calendar }: Frame): number {
  const clock = calendar(day);
  const [begins, ends] = [clock.edge(0), clock.edge(1440)];
  let load = 0;
  for (const { starts_at, ends_at } of busy) if (begins <= starts_at && starts_at < ends) load += ends_at - starts_at;
  return load;
}

/** Written once: a month of twenty providers says the same few times thirty thousand times. */
const clocks: string[] = [];

function clockOf(minutes: number): string {
  return (clocks[minutes] ??= `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
