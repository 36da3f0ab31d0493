import type { StaffBoard } from '../../realtime/contract/board.ts';

export type LeftBehind = {
  /** Queues that nobody would call from any more. */
  boards: readonly StaffBoard[];
  /** How many wait in them. */
  people: number;
};

/** Who would be left waiting if this counter closed now. */
export function leftBehind(boards: readonly StaffBoard[], counterId: string): LeftBehind {
  const alone = boards.filter(
    ({ queue, entries }) =>
      entries.some(({ status }) => status === 'waiting') &&
      !queue.counters.some(({ id, state }) => id !== counterId && state === 'open'),
  );
  return {
    boards: alone,
    people: alone.reduce((sum, { entries }) => sum + entries.filter(({ status }) => status === 'waiting').length, 0),
  };
}
