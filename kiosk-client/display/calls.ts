import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { BoardEvent } from '../../realtime/contract/change.ts';
import type { Call } from '../shared/announce/announcements.ts';

/** What has just happened to a queue; absent when a board was read as a whole. */
type Happened = { events: readonly BoardEvent[]; at: Date };

/**
 * The calls that stand on a board, oldest first. The number of the call, of its repetitions and its moment name it, so that the
 * same call is the same one however it is heard of: as a change, as a change missed and replayed, on a board read anew, or on
 * that of a history which was rewound and gives out its last numbers again.
 */
export function callsOn(board: PublicBoard, happened?: Happened): Call[] {
  const calls: Call[] = [];
  for (const entry of board.entries) {
    if (entry.status !== 'called' || entry.call_seq === null || entry.called_at === null) continue;
    const { seq, call_seq, recalls } = entry;
    // A board knows when somebody was called first. When they were called again only the change knows.
    const again = happened?.events.some((event) => event.type === 'entry.recalled' && event.seq === seq) === true;
    calls.push({
      key: `${board.queue_id}:${call_seq}:${recalls}:${entry.called_at}`,
      queue_id: board.queue_id,
      version: board.version,
      ticket_number: entry.ticket_number,
      counter: entry.counter,
      again: recalls > 0,
      at: again && happened ? happened.at.getTime() : Date.parse(entry.called_at),
    });
  }
  return calls.sort((a, b) => a.at - b.at);
}

/** Whether somebody is still being called to that counter. */
export function stillCalled(call: Pick<Call, 'queue_id' | 'ticket_number'>, boards: readonly PublicBoard[]): boolean {
  const board = boards.find(({ queue_id }) => queue_id === call.queue_id);
  return (
    board?.entries.some(({ ticket_number, status }) => ticket_number === call.ticket_number && status === 'called') ??
    false
  );
}
