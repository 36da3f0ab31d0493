import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { localOf } from './local-time.ts';

/** What stands in a column: one person, or a group that begins together. */
export type Placed = {
  key: string;
  appointments: readonly [Appointment, ...Appointment[]];
  /** Minutes on the clock of the office. */
  from: number;
  until: number;
  /** Side by side with others at the same time: which of how many. */
  lane: number;
  lanes: number;
};

/** @param shortest  minutes that the smallest block takes on the screen */
export function placeDay(
  appointments: readonly Appointment[],
  { day, timeZone, shortest }: { day: string; timeZone: string; shortest: number },
): Placed[] {
  const blocks = groups(appointments).map((together): Placed => {
    const [first] = together;
    const starts = localOf(first.starts_at ?? 0, timeZone);
    const ends = localOf(first.ends_at ?? 0, timeZone);
    const until =
      ends.day === day && ends.minutes > starts.minutes ? ends.minutes : untilWithout(first, starts.minutes);
    const from = starts.minutes;
    return {
      key: first.id,
      appointments: together,
      from,
      until: Math.max(until, from + shortest),
      lane: 0,
      lanes: 1,
    };
  });
  return sideBySide(blocks.sort((one, other) => one.from - other.from || other.until - one.until));
}

/** The clock has been put back within, or it ends on the next day: then as long as it lasts. */
function untilWithout({ starts_at, ends_at }: Appointment, from: number): number {
  const lasts = (Date.parse(ends_at ?? '') - Date.parse(starts_at ?? '')) / 60_000;
  return Math.min(from + (Number.isFinite(lasts) ? lasts : 0), 24 * 60);
}

function groups(appointments: readonly Appointment[]): [Appointment, ...Appointment[]][] {
  const together = new Map<string, [Appointment, ...Appointment[]]>();
  for (const one of appointments) {
    const key = one.capacity > 1 ? `${one.service_id} ${one.starts_at}` : one.id;
    const others = together.get(key);
    if (others) others.push(one);
    else together.set(key, [one]);
  }
  return Array.from(together.values());
}

function sideBySide(blocks: Placed[]): Placed[] {
  let cluster: Placed[] = [];
  let end = 0;
  const close = () => {
    const lanes = Math.max(1, ...cluster.map(({ lane }) => lane + 1));
    for (const block of cluster) block.lanes = lanes;
    cluster = [];
  };
  for (const block of blocks) {
    if (block.from >= end) close();
    const taken = cluster.filter(({ until }) => until > block.from).map(({ lane }) => lane);
    while (taken.includes(block.lane)) block.lane++;
    cluster.push(block);
    end = Math.max(end, block.until);
  }
  close();
  return blocks;
}
