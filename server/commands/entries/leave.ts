import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The patient gives up the place. A walk-out is not a no-show. @throws Refusal `not_possible_now` */
export async function leave(tx: Writing): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.follow');
  const { queue, entry } = await lockEntry(tx, ownEntryId(tx));
  const after = moved(entry, 'leave', tx.now);
  await record(tx, queue, { type: 'entry.left', entries: [{ before: entry, after }] });
  return { entry: entryAnswer(after) };
}
