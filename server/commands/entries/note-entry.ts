import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { entryAnswer } from './entry-answer.ts';
import { lockEntry, positionOf } from './read-entry.ts';
import { record } from './record.ts';

/**
 * What staff want to remember of somebody while the stay lasts; empty takes it away. No move: the last one can still be taken back, and
 * timers run on.
 * @throws Refusal `not_possible_now` when the stay has ended, `not_found`
 */
export async function noteEntry(tx: Writing, input: { entry_id: string; note: string }): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  if (entry.closed_at !== null) throw new Refusal('not_possible_now', 'The stay has ended.');
  const after = { ...entry, note: input.note === '' ? null : input.note };
  await tx.query({
    name: 'write-note',
    // Words from before there were keys are sealed with it; their person then loses the claim to be the only one, as in seal-stays.
    text: `UPDATE entries SET personal = $3, phone_index = $4, email_index = $5, patient_name = NULL, phone = NULL, email = NULL, note = NULL,
             person_key = CASE WHEN phone IS NULL THEN person_key END
           WHERE organization_id = $1 AND id = $2`,
    values: [
      tx.actor.organizationId,
      entry.id,
      tx.personal.seal(entry.id, after),
      entry.phone === null ? null : tx.personal.phoneIndex(entry.phone),
      entry.email === null ? null : tx.personal.emailIndex(entry.email),
    ],
  });
  // About nobody: that there is something to note of a person is not the room's business.
  await record(tx, queue, { type: 'entry.noted', entries: [{ before: entry, after }], about: [] });
  return { entry: entryAnswer(after, await positionOf(tx, after)) };
}
