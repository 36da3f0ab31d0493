import type { Slot } from '../../realtime/contract/resources/booking.ts';

/** The free times that lie nearest to one that is gone, in their own order. */
export function nearestTimes(slots: readonly Slot[], wanted: string, count: number): readonly Slot[] {
  const away = ({ starts_at }: Slot) => Math.abs(Date.parse(starts_at) - Date.parse(wanted));
  return slots
    .filter(({ starts_at }) => starts_at !== wanted)
    .sort((one, other) => away(one) - away(other))
    .slice(0, count)
    .sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}
