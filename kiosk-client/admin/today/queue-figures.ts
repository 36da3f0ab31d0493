import type { StaffBoard } from '../../../realtime/contract/board.ts';

export type QueueFigures = {
  waiting: number;
  /** Of those who wait: how many have waited longer than they were promised. */
  late: number;
  /** Milliseconds; null when nobody waits. */
  longestWait: number | null;
  called: number;
  serving: number;
  parked: number;
  countersOpen: number;
  countersPaused: number;
};

export function queueFigures({ entries, queue }: StaffBoard, now: number): QueueFigures {
  const count = (status: string) => entries.filter((entry) => entry.status === status).length;
  const waiting = entries.filter(({ status }) => status === 'waiting');
  const waits = waiting.map(({ joined_at }) => Math.max(0, now - Date.parse(joined_at)));
  return {
    waiting: waiting.length,
    late: waiting.filter(({ due_at }) => now > Date.parse(due_at)).length,
    longestWait: waits.length === 0 ? null : Math.max(...waits),
    called: count('called'),
    serving: count('serving'),
    parked: count('parked'),
    countersOpen: queue.counters.filter(({ state }) => state === 'open').length,
    countersPaused: queue.counters.filter(({ state }) => state === 'paused').length,
  };
}
