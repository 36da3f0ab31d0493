import { compareOrder } from '../../../models/rules/calling-order.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { placeAt } from './place-at.ts';
import { lockEntry, othersInLane, positionOf } from './read-entry.ts';
import { record } from './record.ts';

/**
 * The patient needs a little longer and lets a few others go first.
 * @throws Refusal `not_possible_now` (also when nobody is behind), `snooze_limit`
 */
export async function snooze(tx: Writing): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.follow');
  const { queue, entry } = await lockEntry(tx, ownEntryId(tx));
  const later = moved(entry, 'snooze', tx.now, { snoozes: entry.snoozes + 1 });
  if (entry.snoozes >= queue.policy.snooze_limit) throw new Refusal('snooze_limit');
  const others = await othersInLane(tx, queue.id, entry.lane, entry.id);
  const behindMe = others.filter((other) => compareOrder(other, entry) > 0).length;
  if (behindMe === 0) throw new Refusal('not_possible_now', 'Nobody is waiting behind you.');
  const index = others.length - behindMe + Math.min(queue.policy.fair_behind, behindMe);
  const { after, madeRoom } = await placeAt(tx, later, index, others);
  await record(tx, queue, { type: 'entry.snoozed', entries: [{ before: entry, after }, ...madeRoom], about: [after] });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}
