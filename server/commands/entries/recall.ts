import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { minutesAfter, moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/**
 * Announces a called person again and gives the whole grace time anew.
 * @throws Refusal `not_possible_now`, `recall_limit`, `recall_too_soon`, `not_found`
 */
export async function recall(tx: Writing, input: { entry_id: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const { recall_limit, recall_pause, grace } = queue.policy;
  const now = tx.now;
  const after = moved(entry, 'recall', now, {
    recalls: entry.recalls + 1,
    recalled_at: now,
    timer_at: grace === null ? null : minutesAfter(now, grace),
  });
  if (entry.recalls >= recall_limit) throw new Refusal('recall_limit');
  const announcedAt = entry.recalled_at ?? entry.called_at;
  if (announcedAt !== null && now.getTime() - announcedAt.getTime() < recall_pause * 1000)
    throw new Refusal('recall_too_soon');
  await record(tx, queue, { type: 'entry.recalled', entries: [{ before: entry, after }] });
  return { entry: entryAnswer(after) };
}
