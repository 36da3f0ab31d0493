import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import { ownReturns } from '../../queries/own-returns.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockEntry, positionOf } from './read-entry.ts';
import { waitAgain } from './wait-again.ts';

/**
 * The patient missed the call, or cannot come now, and waits again behind a few others, without asking at the desk.
 * @throws Refusal `not_possible_now` (also when it is over or off), `return_window_over`
 */
export async function rejoin(tx: Writing): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.follow');
  const id = ownEntryId(tx);
  const [stay, returns] = await Promise.all([lockEntry(tx, id), ownReturns(tx, id)]);
  if (returns >= stay.queue.policy.return_limit)
    throw new Refusal('not_possible_now', 'Please tell the staff at the desk.');
  const after = await waitAgain(tx, stay, { placement: 'fair', undoable: false });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}
