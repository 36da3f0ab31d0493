import { resumedAs } from '../../../models/rules/organization-lifecycle.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';
import { moveOrganization } from './move-organization.ts';

/** It goes on as it was; whoever closed it by mistake has thirty days to call. One whose trial is over meanwhile goes on as active: whoever resumes it has decided. */
export async function resumeOrganization(
  tx: Writing,
  { reason = null }: { reason?: string | null } = {},
): Promise<void> {
  requireSystem(tx.actor);
  await moveOrganization(tx, 'resume', { action: 'organization.resumed', reason }, ({ trial_ends_at }) => {
    const status = resumedAs({ trialEndsAt: trial_ends_at, now: tx.now });
    return {
      status,
      status_reason: null,
      suspended_at: null,
      closed_at: null,
      ...(status === 'active' && { trial_ends_at: null }),
    };
  });
}
