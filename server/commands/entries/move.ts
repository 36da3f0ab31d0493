import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { lockEntry, othersInLane, positionOf } from './read-entry.ts';
import { record } from './record.ts';

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
  const inLane = input.position - 1 - (await moreUrgent(tx, queue.id, entry.lane));
  const index = Math.min(Math.max(inLane, 0), others.length);
  const { after, madeRoom } = await placeAt(tx, elsewhere, index, others);
  await record(tx, queue, {
    type: 'entry.moved',
    entries: [{ before: entry, after }, ...madeRoom],
    about: [after],
    undoable: true,
    reason: input.reason,
  });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}

/** How many wait in the lanes that are called before this one. */
async function moreUrgent(tx: Writing, queueId: string, lane: number): Promise<number> {
  const [row] = await tx.query<{ ahead: number }>({
    name: 'more-urgent',
    text: `SELECT count(*) AS ahead FROM entries WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting' AND lane < $3`,
    values: [tx.actor.organizationId, queueId, lane],
  });
  return row?.ahead ?? 0;
}
