import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { minutesAfter, moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The called person did not come. For a while there is a way back. @throws Refusal `not_possible_now`, `not_found` */
export async function markNoShow(tx: Writing, input: { entry_id: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const after = moved(entry, 'no_show', tx.now, { timer_at: minutesAfter(tx.now, queue.policy.restore) });
  await record(tx, queue, { type: 'entry.missed', entries: [{ before: entry, after }], undoable: true });
  return { entry: entryAnswer(after) };
}
