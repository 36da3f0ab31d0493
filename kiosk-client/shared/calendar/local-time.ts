/** A moment on the clock of an office: its day, and minutes after midnight as the clock on the wall shows them. */
export type Local = { day: string; minutes: number };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Farther from UTC than any clock, so that both sides of a change are seen. */
const AROUND_MS = 15 * 3_600_000;

export function localOf(moment: number | string, timeZone: string): Local {
  const shown = shownAt(new Date(moment).getTime(), timeZone);
  return { day: dayOf(shown), minutes: Math.floor((shown % DAY_MS) / MINUTE_MS) };
}

/** The moment at which the clock shows this. Of a time that comes twice the first, of one that is skipped the one after it. */
export function momentOf({ day, minutes }: Local, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const [before, after] = [wanted - AROUND_MS, wanted + AROUND_MS].map((at) => wanted - (shownAt(at, timeZone) - at));
  const found = [before ?? wanted, after ?? wanted].filter((at) => shownAt(at, timeZone) === wanted);
  return found.length > 0 ? Math.min(...found) : (before ?? wanted);
}

export function daysLater(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** The day of the week that begins on Monday. */
export function mondayOf(day: string): string {
  return daysLater(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function dayOf(shown: number): string {
  return new Date(shown).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows, as if it were in UTC. */
function shownAt(at: number, timeZone: string): number {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hour12: false,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  clocks.set(timeZone, known);
  const parts: Record<string, number> = {};
  for (const { type, value } of known.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  // Some browsers call midnight 24.
  return Date.UTC(year, month - 1, day, hour % 24, minute, second);
}
