import { permit } from '../../../models/rules/permissions.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockEntry, positionOf } from './read-entry.ts';
import { waitAgain } from './wait-again.ts';

/**
 * A called or missed person waits again: first, last, or fairly, behind a few others.
 * @throws Refusal `not_possible_now`, `return_window_over`, `not_found`
 */
export async function returnEntry(
  tx: Writing,
  input: { entry_id: string; placement?: 'first' | 'last' | 'fair' | undefined },
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const stay = await lockEntry(tx, input.entry_id);
  const after = await waitAgain(tx, stay, { placement: input.placement ?? 'fair', undoable: true });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}
