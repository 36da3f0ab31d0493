import { Refusal } from '../../../models/rules/refusal.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';
import { moveOrganization } from './move-organization.ts';

export const TRIAL_ENDED = 'The trial has ended.';

/** What the clock does with an organization that nobody activated. @throws Refusal `not_possible_now` while the trial lasts */
export async function endTrial(tx: Writing): Promise<void> {
  requireSystem(tx.actor);
  await moveOrganization(tx, 'suspend', { action: 'organization.suspended', reason: TRIAL_ENDED }, (before) => {
    // Looked at again under the lock: somebody may have activated it, or every node may have come at once.
    const isOver = before.status === 'trial' && before.trial_ends_at !== null && before.trial_ends_at <= tx.now;
    if (!isOver) throw new Refusal('not_possible_now');
    return { status: 'suspended', status_reason: TRIAL_ENDED, suspended_at: tx.now };
  });
}
