import type { PublicBoard } from '../../realtime/contract/board.ts';

/** A line of "recent calls". `gone`: the visit has ended since; the line stays for a while, because somebody may look for it. */
export type PastCall = {
  key: string;
  queue_id: string;
  queue: string;
  ticket_number: string;
  counter: string | null;
  /** Milliseconds. */
  at: number;
  status: 'called' | 'serving' | 'gone';
};

const KEPT = 16;
const GONE_AFTER = 30 * 60_000;

/** The calls before, plus what the boards say now, newest first. Whoever waits again or has missed the call is not among them. */
export function withBoards(before: readonly PastCall[], boards: readonly PublicBoard[], now: number): PastCall[] {
  const calls: PastCall[] = [];
  const present = new Set<string>();
  for (const board of boards) {
    for (const entry of board.entries) {
      const key = `${board.queue_id}:${entry.seq}`;
      present.add(key);
      if ((entry.status !== 'called' && entry.status !== 'serving') || entry.called_at === null) continue;
      calls.push({
        key,
        queue_id: board.queue_id,
        queue: board.queue.name,
        ticket_number: entry.ticket_number,
        counter: entry.counter,
        at: Date.parse(entry.called_at),
        status: entry.status,
      });
    }
  }
  const shown = new Set(boards.map((board) => board.queue_id));
  for (const call of before) {
    if (present.has(call.key) || !shown.has(call.queue_id) || now - call.at > GONE_AFTER) continue;
    calls.push({ ...call, status: 'gone' });
  }
  return calls.sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1)).slice(0, KEPT);
}
