import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The called patient says "I'm here" on the phone: ends the walking time. @throws Refusal `not_possible_now` */
export async function arrive(tx: Writing): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.follow');
  const { queue, entry } = await lockEntry(tx, ownEntryId(tx));
  const after = moved(entry, 'arrive', tx.now);
  await record(tx, queue, { type: 'entry.arrived', entries: [{ before: entry, after }] });
  return { entry: entryAnswer(after) };
}
