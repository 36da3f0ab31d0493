import type { ChangeOf } from './contract/change.ts';

/**
 * Several successive changes as one that leads to the same board and keeps every event: `prev` of the first, `version` of
 * the last; of each person the last word; the last queue.
 */
export function joinChanges<Q, E extends { seq: number }>(
  first: ChangeOf<Q, E>,
  ...others: readonly ChangeOf<Q, E>[]
): ChangeOf<Q, E> {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const last = all.at(-1) ?? first;
  const set = new Map<number, E>();
  const removed = new Set<number>();
  for (const change of all) {
    for (const seq of change.removed) {
      set.delete(seq);
      removed.add(seq);
    }
    for (const entry of change.set) {
      removed.delete(entry.seq);
      set.set(entry.seq, entry);
    }
  }
  const queue = all.findLast((change) => change.queue !== undefined)?.queue;
  return {
    queue_id: first.queue_id,
    epoch: first.epoch,
    prev: first.prev,
    version: last.version,
    at: last.at,
    events: all.flatMap((change) => change.events),
    set: [...set.values()],
    removed: [...removed],
    ...(queue !== undefined && { queue }),
  };
}
