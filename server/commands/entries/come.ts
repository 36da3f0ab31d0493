import { isOnTheWay } from '../../../models/rules/on-the-way.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import type { Writing } from '../transact.ts';
import { minutesAfter, moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/**
 * The called patient says "I'm coming" on the phone: staff see it, and the time to get there begins anew. Said again it changes
 * nothing: a call or recall gives more time once. The service begins when they are there.
 * @throws Refusal `not_possible_now`
 */
export async function come(tx: Writing): Promise<void> {
  permit(tx.actor, 'entry.follow');
  const { queue, entry } = await lockEntry(tx, ownEntryId(tx));
  const { grace } = queue.policy;
  const after = moved(entry, 'come', tx.now, {
    coming_at: tx.now,
    timer_at: grace === null ? null : minutesAfter(tx.now, grace),
  });
  if (!isOnTheWay(entry)) await record(tx, queue, { type: 'entry.coming', entries: [{ before: entry, after }] });
}
