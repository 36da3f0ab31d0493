import { indexFor } from '../../../models/rules/calling-order.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { lockEntry, othersInLane, positionOf } from './read-entry.ts';
import { record } from './record.ts';
import { UNCALLED } from './uncalled.ts';

/**
 * A called or missed person waits again: first, last, or fairly, behind a few others.
 * @throws Refusal `not_possible_now`, `return_window_over`, `not_found`
 */
export async function returnEntry(
  tx: Writing,
  input: { entry_id: string; placement?: 'first' | 'last' | 'fair' | undefined },
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const waiting = moved(entry, 'return', tx.now, {
    ...UNCALLED,
  });
  const windowOver = entry.timer_at !== null && entry.timer_at <= tx.now;
  if (entry.closed_at !== null || (entry.status === 'no_show' && windowOver)) throw new Refusal('return_window_over');
  const others = await othersInLane(tx, queue.id, entry.lane, entry.id);
  const index = indexFor(input.placement ?? 'fair', others, entry, queue.policy.fair_behind);
  const { after, madeRoom } = await placeAt(tx, waiting, index, others);
  await record(tx, queue, {
    type: 'entry.returned',
    entries: [{ before: entry, after }, ...madeRoom],
    about: [after],
    undoable: true,
  });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}
