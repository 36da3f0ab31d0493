import type { EntryRow } from '../../../models/entry.ts';
import { indexFor } from '../../../models/rules/calling-order.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { LockedQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { othersInLane } from './read-entry.ts';
import { record } from './record.ts';
import { UNCALLED } from './uncalled.ts';

/**
 * A called or missed person is put back among those who wait.
 * @throws Refusal `not_possible_now`, `return_window_over`
 */
export async function waitAgain(
  tx: Writing,
  { queue, entry }: { queue: LockedQueue; entry: EntryRow },
  { placement, undoable }: { placement: 'first' | 'last' | 'fair'; undoable: boolean },
): Promise<EntryRow> {
  const waiting = moved(entry, 'return', tx.now, { ...UNCALLED });
  const windowOver = entry.timer_at !== null && entry.timer_at <= tx.now;
  if (entry.closed_at !== null || (entry.status === 'no_show' && windowOver)) throw new Refusal('return_window_over');
  const others = await othersInLane(tx, queue.id, entry.lane, entry.id);
  const index = indexFor(placement, others, entry, queue.policy.fair_behind);
  const { after, madeRoom } = await placeAt(tx, waiting, index, others);
  await record(tx, queue, {
    type: 'entry.returned',
    entries: [{ before: entry, after }, ...madeRoom],
    about: [after],
    undoable,
  });
  return after;
}
