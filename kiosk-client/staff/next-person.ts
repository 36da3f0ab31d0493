import { compareOrder } from '../../models/rules/calling-order.ts';
import type { StaffBoard, StaffEntry } from '../../realtime/contract/board.ts';

/** A person and the board the person is on. */
export type Placed = { board: StaffBoard; entry: StaffEntry };

/** Who comes next at a counter that calls from several queues: the first of those who are first in their own queue. */
export function nextPerson(boards: readonly StaffBoard[]): Placed | null {
  return waitingInOrder(boards.filter(isCalledFrom))[0] ?? null;
}

/** A closed queue takes nobody in, and those who wait are still called; a paused one rests. */
export function isCalledFrom(board: StaffBoard): boolean {
  return board.queue.status !== 'paused';
}

/** Everybody who waits in any of the queues, in the order in which they would be called. */
export function waitingInOrder(boards: readonly StaffBoard[]): Placed[] {
  return boards
    .reduce<Placed[]>(
      (all, board) => all.concat(board.entries.filter(isWaiting).map((entry) => ({ board, entry }))),
      [],
    )
    .sort(inCallingOrder);
}

function isWaiting(entry: StaffEntry): boolean {
  return entry.status === 'waiting';
}

/** `seq` counts within one queue, so between queues the earlier arrival decides a tie. */
function inCallingOrder(a: Placed, b: Placed): number {
  if (a.board.queue_id === b.board.queue_id) return compareOrder(a.entry, b.entry);
  return (
    compareOrder({ ...a.entry, seq: 0 }, { ...b.entry, seq: 0 }) ||
    Date.parse(a.entry.joined_at) - Date.parse(b.entry.joined_at)
  );
}
