export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Nowhere have clocks been set back to where they were within a week. */
const LOOKED = 7 * DAY;

/** Asked of the formatter alone: nothing of the service says here what time it is. */
export type ShownTime = (at: number) => string;

/** What a clock on the wall shows, as `YYYY-MM-DDTHH:MM`. */
export function wallClockOf(timeZone: string): ShownTime {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  // `2026-03-29 03:00`, which is how Swedes write it.
  return (at) => format.format(at).replace(' ', 'T');
}

/** The first moments after which a clock is set otherwise, between two moments: looked for week by week, then halved to the minute. */
export function changesOfClocks(shown: ShownTime, from: number, to: number): number[] {
  const offset = (at: number) => Date.parse(`${shown(at)}:00Z`) - at;
  const changes: number[] = [];
  let before = offset(from);
  for (let day = from; day < to; day += LOOKED) {
    const after = offset(day + LOOKED);
    if (after === before) continue;
    let [same, other] = [day, day + LOOKED];
    while (other - same > MINUTE) {
      const middle = same + Math.floor((other - same) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === before) same = middle;
      else other = middle;
    }
    changes.push(other);
    before = after;
  }
  return changes;
}

/** Every time that the clock shows in a stretch, with the first moment at which it does, and how many come twice. */
export function timesShown(
  shown: ShownTime,
  { from, to, every }: { from: number; to: number; every: number },
): { first: Map<string, number>; twice: Set<string> } {
  const first = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = from; at < to; at += every) {
    const local = shown(at);
    if (first.has(local)) twice.add(local);
    else first.set(local, at);
  }
  return { first, twice };
}
