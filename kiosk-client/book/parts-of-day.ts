import type { Slot } from '../../realtime/contract/resources/booking.ts';

export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** On the office's clock, the end not included. */
export const HOURS_OF: Record<PartOfDay, { from: string; until: string }> = {
  morning: { from: '00:00', until: '12:00' },
  afternoon: { from: '12:00', until: '17:00' },
  evening: { from: '17:00', until: '23:59' },
};

/** The times of a day in the parts that have any. */
export function byPartOfDay(slots: readonly Slot[]): { part: PartOfDay; slots: readonly Slot[] }[] {
  return PARTS_OF_DAY.map((part) => ({ part, slots: slots.filter(({ local }) => partOf(local) === part) })).filter(
    (group) => group.slots.length > 0,
  );
}

function partOf(local: string): PartOfDay {
  const clock = local.slice(11, 16);
  if (clock < HOURS_OF.morning.until) return 'morning';
  return clock < HOURS_OF.afternoon.until ? 'afternoon' : 'evening';
}
