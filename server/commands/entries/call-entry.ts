import { permit } from '../../../models/rules/permissions.ts';
import type { Called } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { announce, requireCalling } from './announce.ts';
import { firstWaiting } from './call-next.ts';
import { counterFor } from './counter-for.ts';
import { lockEntry } from './read-entry.ts';

/**
 * Calls this one, out of turn; the reason is kept.
 * @throws Refusal `not_possible_now`, `queue_paused`, `counter_not_open`, `counter_busy`, `not_found`
 */
export async function callEntry(
  tx: Writing,
  input: { entry_id: string; counter_id: string; reason: string },
): Promise<Called> {
  permit(tx.actor, 'entry.call');
  const { queue, entry } = await lockEntry(tx, input.entry_id);
  const [counter, candidates] = await Promise.all([
    counterFor(tx, input.counter_id, queue.id),
    firstWaiting(tx, queue.id),
  ]);
  return announce(tx, { queue, counter: requireCalling(queue, counter), entry, candidates, reason: input.reason });
}
