import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** Staff end a stay; the reason is kept. @throws Refusal `not_possible_now`, `not_found` */
export async function cancel(tx: Writing, input: { entry_id: string; reason: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.cancel');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const after = moved(entry, 'cancel', tx.now);
  if (entry.closed_at !== null) throw new Refusal('not_possible_now');
  await record(tx, queue, {
    type: 'entry.cancelled',
    entries: [{ before: entry, after }],
    undoable: true,
    reason: input.reason,
  });
  return { entry: entryAnswer(after) };
}
