import type { EntryRow } from '../../../models/entry.ts';
import { isEnded, nextStatus, type LifecycleMove } from '../../../models/rules/entry-lifecycle.ts';

/**
 * The row after a move: the table decides the status, the version goes up, and an end is an end.
 * @throws Refusal `not_possible_now`
 */
export function moved(row: EntryRow, move: LifecycleMove, now: Date, also: Partial<EntryRow> = {}): EntryRow {
  const status = nextStatus(move, row.status);
  const changed = status !== row.status;
  return {
    ...row,
    version: row.version + 1,
    status,
    status_at: changed ? now : row.status_at,
    // Whatever the clock was to do belonged to the state before.
    timer_at: changed ? null : row.timer_at,
    closed_at: isEnded(status) ? now : row.closed_at,
    ...also,
  };
}

export function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}
