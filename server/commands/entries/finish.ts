import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/** The service is over. @throws Refusal `not_possible_now`, `outcome_required`, `not_found` */
export async function finish(
  tx: Writing,
  input: { entry_id: string; outcome?: string | undefined },
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const after = moved(entry, 'finish', tx.now, { outcome: input.outcome ?? null });
  if (queue.policy.outcome_required && input.outcome === undefined) throw new Refusal('outcome_required');
  await record(tx, queue, { type: 'entry.finished', entries: [{ before: entry, after }], undoable: true });
  return { entry: entryAnswer(after) };
}
