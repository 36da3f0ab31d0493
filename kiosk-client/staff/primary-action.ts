import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { DeskView } from './desk-view.ts';
import type { Placed } from './next-person.ts';

/** What the one large button does now. */
export type PrimaryAction =
  | { does: 'serve'; present: Placed }
  | { does: 'finish'; present: Placed }
  | { does: 'finish_and_call'; present: Placed; next: Placed }
  | { does: 'call'; next: Placed }
  /** The counter is paused. */
  | { does: 'continue' }
  /** Nobody is left, and nobody can come any more. */
  | { does: 'close' }
  /** People wait, but their queues are paused. */
  | { does: 'rest' }
  | { does: 'nothing' };

/** Whoever is at the counter comes first; then the counter's own state; then the queue. */
export function primaryAction({
  present,
  next,
  counter,
  waiting,
  boards,
}: Pick<DeskView, 'present' | 'next' | 'counter' | 'waiting' | 'boards'>): PrimaryAction {
  const open = counter?.state === 'open';
  if (present?.entry.status === 'called') return { does: 'serve', present };
  if (present) return next && open ? { does: 'finish_and_call', present, next } : { does: 'finish', present };
  if (counter?.state === 'paused') return { does: 'continue' };
  if (next && open) return { does: 'call', next };
  if (open && waiting.length === 0 && boards.length > 0 && boards.every(isClosed)) return { does: 'close' };
  return { does: next === null && waiting.length > 0 ? 'rest' : 'nothing' };
}

function isClosed({ queue }: StaffBoard): boolean {
  return queue.status === 'closed';
}
