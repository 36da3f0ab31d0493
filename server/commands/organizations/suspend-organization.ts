import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';
import { moveOrganization } from './move-organization.ts';

/** Nobody works there until it is resumed; the reason is shown to everybody who asks. @throws Refusal `not_possible_now` */
export async function suspendOrganization(tx: Writing, { reason }: { reason: string }): Promise<void> {
  requireSystem(tx.actor);
  await moveOrganization(tx, 'suspend', { action: 'organization.suspended', reason }, () => ({
    status: 'suspended',
    status_reason: reason,
    suspended_at: tx.now,
  }));
}
