/**
 * The day a moment belongs to on the calendar of a place, as `YYYY-MM-DD`. @param timeZone  an IANA name
 *
 * Days follow each other: no zone has gone back into the day before since 2011.
 */
export function localDay(moment: Date, timeZone: string): string {
  const { year, month, day } = Object.fromEntries(
    calendarOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${year}-${month}-${day}`;
}

/**
 * A local day, from `startsAt` to before `endsAt`: 24 hours, or more or less when the clocks change, and not always from
 * midnight, which some zones skip. A day that a zone left out altogether has no length.
 * @throws RangeError for a day or a zone that does not exist.
 */
export function localDayBounds(day: string, timeZone: string): { startsAt: Date; endsAt: Date } {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || utcDay(midnight) !== day) throw new RangeError(`there is no day ${day}`);
  return { startsAt: firstMoment(midnight, timeZone), endsAt: firstMoment(midnight + DAY, timeZone) };
}

const DAY = 86_400_000;

/**
 * The first moment of the local day that begins in UTC at `midnight`. Searched for, not computed from an offset: where the
 * offset changes at that very moment, neither the one before nor the one after is right everywhere.
 */
function firstMoment(midnight: number, timeZone: string): Date {
  const day = utcDay(midnight);
  let before = midnight - DAY;
  let reached = midnight + DAY;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (localDay(new Date(middle), timeZone) < day) before = middle;
    else reached = middle;
  }
  return new Date(reached);
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter takes a hundred times as long as using it. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const calendar = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  calendars.set(timeZone, calendar);
  return calendar;
}
