import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The person waits aside (for a result, for a form); the counter is free meanwhile. @throws Refusal `not_possible_now`, `not_found` */
export async function park(tx: Writing, input: { entry_id: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const after = moved(entry, 'park', tx.now);
  await record(tx, queue, { type: 'entry.parked', entries: [{ before: entry, after }], undoable: true });
  return { entry: entryAnswer(after) };
}
