import type { EntryClass, Placement } from '../vocabulary.ts';

/**
 * Who is next: one stored key `(lane, rank, seq)`, decided when a person joins and compared by SQL ever after.
 *
 * `rank` is the due time in microseconds, so that there is room between two people for one who is moved. Simulated
 * against first-come-first-served, strict priority, fixed ratios and accumulating priority, a due time per class keeps
 * urgent waits short under overload and still serves walk-ins.
 */
export type OrderKey = { lane: number; rank: number; seq: number };

/** Minutes a person of each class may expect to wait, and how early or late an appointment may be. */
export type CallingPolicy = {
  /** Minutes from a walk-in's arrival to when the person is due. */
  walk_in_target: number;
  /** Minutes from max(slot start, arrival) to when a booked person is due. */
  appointment_target: number;
  /** Minutes late after which an appointment counts as a walk-in from its arrival. */
  late_after: number;
};

export const DEFAULT_CALLING_POLICY: CallingPolicy = { walk_in_target: 45, appointment_target: 15, late_after: 15 };

const MINUTE = 60_000;

/** When a person is due. Moments in milliseconds since 1970. `due = max(slot start, arrival) + target(class)`. */
export function dueAt(
  person: { class: EntryClass; arrivedAt: number; slotStartsAt: number | null },
  policy: CallingPolicy,
): number {
  const { arrivedAt, slotStartsAt } = person;
  const booked = person.class === 'appointment' && slotStartsAt !== null;
  if (!booked || arrivedAt > slotStartsAt + policy.late_after * MINUTE) {
    return arrivedAt + policy.walk_in_target * MINUTE;
  }
  return Math.max(slotStartsAt, arrivedAt) + policy.appointment_target * MINUTE;
}

/** The rank of a due time, in microseconds: a safe integer until the year 2255. */
export function rankOf(dueAtMs: number): number {
  return Math.round(dueAtMs) * 1000;
}

/** Negative when `a` is called before `b`. The same comparison as `ORDER BY lane, rank, seq`. */
export function compareOrder(a: OrderKey, b: OrderKey): number {
  return a.lane - b.lane || a.rank - b.rank || a.seq - b.seq;
}

const SECOND_OF_RANK = 1_000_000;

/**
 * Where to put somebody at `index` (0 = first) among those who wait in the same lane, in calling order, without the person.
 * Whoever belongs there anyway keeps the rank, so that people who join later find the person by the true due time.
 * Returns the new rank, or `null` when two neighbours leave no room between them: then make room first (`respaced`).
 */
export function rankAt(index: number, others: readonly OrderKey[], own: OrderKey): number | null {
  const before = others[index - 1];
  const after = others[index];
  const isAfter = before === undefined || compareOrder(before, own) < 0;
  const isBefore = after === undefined || compareOrder(own, after) < 0;
  if (isAfter && isBefore) return own.rank;
  if (before === undefined) return after === undefined ? own.rank : after.rank - SECOND_OF_RANK;
  if (after === undefined) return before.rank + SECOND_OF_RANK;
  const middle = Math.floor((before.rank + after.rank) / 2);
  return middle > before.rank && middle < after.rank ? middle : null;
}

/**
 * Room for a lane where people stand too close: the same order, at least a second apart. Only those who must move do, and
 * no further than needed: drawn together from the front, the rest would be called before people due earlier who join later.
 * @returns the new ranks of those who moved
 */
export function respaced(inOrder: readonly OrderKey[]): { seq: number; rank: number }[] {
  const moved: { seq: number; rank: number }[] = [];
  let free = -Infinity;
  for (const { seq, rank } of inOrder) {
    if (rank < free) moved.push({ seq, rank: free });
    free = Math.max(rank, free) + SECOND_OF_RANK;
  }
  return moved;
}

/** The index a placement means among those who wait in the lane (in calling order, without the person). */
export function indexFor(placement: Placement, others: readonly OrderKey[], own: OrderKey, fairBehind: number): number {
  switch (placement) {
    case 'first':
      return 0;
    case 'last':
      return others.length;
    case 'fair':
      return Math.min(fairBehind, others.length);
    case 'keep': {
      const index = others.findIndex((other) => compareOrder(own, other) < 0);
      return index === -1 ? others.length : index;
    }
  }
}
