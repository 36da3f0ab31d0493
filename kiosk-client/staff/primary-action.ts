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
  /** People wait, but their queues are paused. */
  | { does: 'rest' }
  | { does: 'nothing' };

/** Whoever is at the counter comes first; then the counter's own state; then the queue. */
export function primaryAction({
  present,
  next,
  counter,
  waiting,
}: Pick<DeskView, 'present' | 'next' | 'counter' | 'waiting'>): PrimaryAction {
  const open = counter?.state === 'open';
  if (present?.entry.status === 'called') return { does: 'serve', present };
  if (present) return next && open ? { does: 'finish_and_call', present, next } : { does: 'finish', present };
  if (counter?.state === 'paused') return { does: 'continue' };
  if (next && open) return { does: 'call', next };
  return { does: next === null && waiting.length > 0 ? 'rest' : 'nothing' };
}
