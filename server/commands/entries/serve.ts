import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The person is at the counter: the service begins. @throws Refusal `not_possible_now`, `not_found` */
export async function serve(tx: Writing, input: { entry_id: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const after = moved(entry, 'serve', tx.now);
  await record(tx, queue, { type: 'entry.started', entries: [{ before: entry, after }], undoable: true });
  return { entry: entryAnswer(after) };
}
