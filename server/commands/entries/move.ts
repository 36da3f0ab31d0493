import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { lockEntry, othersInLane } from './read-entry.ts';
import { record } from './record.ts';
import { lanesAhead } from './return-entry.ts';

/**
 * Staff put a waiting person elsewhere in the order; the reason is kept. A position that belongs to a more urgent lane means the
 * first place of the person's own.
 * @param input.position  1 = next
 * @throws Refusal `not_possible_now`, `not_found`
 */
export async function move(
  tx: Writing,
  input: { entry_id: string; position: number; reason: string },
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.move');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const elsewhere = moved(entry, 'move', tx.now);
  const others = await othersInLane(tx, queue.id, entry.lane, entry.id);
  const laneStartsAt = await lanesAhead(tx, queue.id, entry.lane, 0);
  const index = Math.min(Math.max(input.position - laneStartsAt, 0), others.length);
  const { after, madeRoom } = await placeAt(tx, elsewhere, index, others);
  await record(tx, queue, {
    type: 'entry.moved',
    entries: [{ before: entry, after }, ...madeRoom],
    about: [after],
    undoable: true,
    reason: input.reason,
  });
  return { entry: entryAnswer(after, laneStartsAt + index) };
}
