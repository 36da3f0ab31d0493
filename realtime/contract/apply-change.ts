import type { BoardOf } from './board.ts';
import type { ChangeOf } from './change.ts';

/**
 * The law: board(version n) + change(n to m) = board(version m). Pure; the screens, the nodes and the tests share it.
 * The caller has made sure that `change.epoch` is the board's and `change.prev` is the board's version.
 */
export function applyChange<Q, E extends { seq: number; lane: number; rank: number }>(
  board: BoardOf<Q, E>,
  change: ChangeOf<Q, E>,
): BoardOf<Q, E> {
  const gone = new Set([...change.removed, ...change.set.map((entry) => entry.seq)]);
  const entries = board.entries.filter((entry) => !gone.has(entry.seq)).concat(change.set);
  entries.sort((a, b) => a.lane - b.lane || a.rank - b.rank || a.seq - b.seq);
  return { ...board, version: change.version, at: change.at, queue: change.queue ?? board.queue, entries };
}
