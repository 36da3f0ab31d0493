import type { PublicBoard, PublicEntry } from '../../realtime/contract/board.ts';

/** Somebody's own line on the public board, and how many are called before; null unless waiting. */
export type Place = { entry: PublicEntry; before: number | null };

/** Every phone finds itself on the same board by its own number, so one frame serves a whole waiting room. */
export function placeIn(board: Pick<PublicBoard, 'entries'>, seq: number): Place | null {
  let before = 0;
  for (const entry of board.entries) {
    if (entry.seq === seq) return { entry, before: entry.status === 'waiting' ? before : null };
    if (entry.status === 'waiting') before += 1;
  }
  return null;
}

/** Whether to come back now: with three counters, three people may be called at once. */
export function isNearly(before: number, openCounters: number): boolean {
  return before <= Math.max(2, openCounters);
}
