import type { ExceptionKind } from '../vocabulary.ts';

/** Regular hours of a provider at an office. Times are `HH:MM` on the office's clock, days `YYYY-MM-DD` there. */
export type RegularHours = {
  effective_from: string;
  effective_until: string | null;
  hours: readonly { weekday: number; from: string; until: string }[];
};

/** Days that differ for this provider at this office. Without a provider: for everybody there. Without times: the whole day. */
export type HoursException = {
  kind: ExceptionKind;
  provider_id: string | null;
  from_on: string;
  until_on: string;
  from_time: string | null;
  until_time: string | null;
};

/** Minutes after midnight, from the first to before the second. */
export type Span = { from: number; until: number };

export type WorkingDay = {
  /** The parts as they were set: starts are counted from the beginning of each. */
  parts: readonly Span[];
  /** What is left of them, in order and apart from each other. */
  open: readonly Span[];
};

type Times = { schedules: readonly RegularHours[]; exceptions: readonly HoursException[] };

/**
 * When somebody works on a day. Hours besides the regular ones hold on an office's holiday, too, because they were set for this
 * provider; somebody's own absence beats both.
 */
export function workingDay(day: string, times: Times): WorkingDay {
  return workingDays(times)(day);
}

/** The same for many days: what is alike on all Mondays is worked out once. */
export function workingDays({ schedules, exceptions }: Times): (day: string) => WorkingDay {
  const regularOn = regularDays(schedules);
  return (day) => {
    const regular = regularOn(day);
    const today = exceptions.filter(({ from_on, until_on }) => from_on <= day && day <= until_on);
    if (today.length === 0) return regular;
    const extra = today.filter(({ kind }) => kind === 'open').map(hoursOf);
    const closed = today.filter(({ kind }) => kind === 'closed');
    const everybodys = closed.filter(({ provider_id }) => provider_id === null).map(hoursOf);
    const own = closed.filter(({ provider_id }) => provider_id !== null).map(hoursOf);
    return {
      parts: [...regular.parts, ...extra],
      open: without(joined([...without(regular.open, everybodys), ...extra]), own),
    };
  };
}

function regularDays(schedules: readonly RegularHours[]): (day: string) => WorkingDay {
  const known = new Map<string, WorkingDay>();
  return (day) => {
    const weekday = weekdayOf(day);
    const present = schedules.filter(
      ({ effective_from: from, effective_until: until }) => from <= day && (until === null || day <= until),
    );
    const key = `${weekday} ${present.map((schedule) => schedules.indexOf(schedule)).join()}`;
    const before = known.get(key);
    if (before) return before;
    const parts = present.flatMap(({ hours }) => hours.filter((part) => part.weekday === weekday).map(spanOf));
    const made = { parts, open: joined(parts) };
    known.set(key, made);
    return made;
  };
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** `09:30` as minutes after midnight. @throws RangeError */
export function minutesOf(clock: string): number {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(clock) ?? [];
  const said = Number(hours) * 60 + Number(minutes);
  if (Number.isNaN(said) || said > 1440) throw new RangeError(`there is no time ${clock}`);
  return said;
}

function spanOf({ from, until }: { from: string; until: string }): Span {
  return { from: minutesOf(from), until: minutesOf(until) };
}

function hoursOf({ from_time, until_time }: HoursException): Span {
  return spanOf({ from: from_time ?? '00:00', until: until_time ?? '24:00' });
}

/** In order, with what touches or overlaps made one. */
function joined(spans: readonly Span[]): Span[] {
  const made: Span[] = [];
  // Screens read this, too, in browsers that know neither `toSorted` nor `at`.
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = made[made.length - 1];
    if (last && span.from <= last.until)
      made[made.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    else made.push(span);
  }
  return made;
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, { from, until }) =>
      left.flatMap((span) =>
        [
          { from: span.from, until: Math.min(span.until, from) },
          { from: Math.max(span.from, until), until: span.until },
        ].filter((part) => part.from < part.until),
      ),
    [...spans],
  );
}
