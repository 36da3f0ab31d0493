import { permit } from '../../../models/rules/permissions.ts';
import type { Writing } from '../transact.ts';
import { minutesAfter, moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/**
 * The clock's own move: a called person whose grace is over counts as missed, a missed one whose way back is over is closed.
 * The timer carries the entry's version: one that comes late finds another version and does nothing.
 */
export async function timeUp(tx: Writing, input: { entry_id: string; entry_version: number }): Promise<void> {
  permit(tx.actor, 'entry.time');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const now = tx.now;
  if (entry.version !== input.entry_version || entry.timer_at === null || entry.timer_at > now) return;
  if (entry.status === 'called') {
    const after = moved(entry, 'no_show', now, { timer_at: minutesAfter(now, queue.policy.restore) });
    await record(tx, queue, { type: 'entry.missed', entries: [{ before: entry, after }] });
  } else {
    const after = moved(entry, 'expire', now, { timer_at: null, closed_at: now });
    await record(tx, queue, { type: 'entry.expired', entries: [{ before: entry, after }] });
  }
}
