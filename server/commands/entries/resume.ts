import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { counterFor, requireFree } from './counter-for.ts';
import { entryAnswer } from './entry-answer.ts';
import { moved } from './moved.ts';
import { lockEntry } from './read-entry.ts';
import { record } from './record.ts';

/**
 * A parked person is served again, at the same counter or another.
 * @throws Refusal `not_possible_now`, `counter_not_open`, `counter_busy`, `not_found`
 */
export async function resume(
  tx: Writing,
  input: { entry_id: string; counter_id?: string | undefined },
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'entry.serve');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const started = moved(entry, 'resume', tx.now);
  const counterId = input.counter_id ?? entry.counter_id;
  if (counterId === null) throw new Refusal('counter_not_open');
  const counter = requireFree(await counterFor(tx, counterId, queue.id));
  const after = { ...started, counter_id: counter.id, counter: counter.name };
  await record(tx, queue, { type: 'entry.resumed', entries: [{ before: entry, after }], undoable: true });
  return { entry: entryAnswer(after) };
}
