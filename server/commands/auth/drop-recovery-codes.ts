import type { Writing } from '../transact.ts';

/** Recovery codes are worth nothing without their second factor, and none once there are new ones. */
export async function dropRecoveryCodes(tx: Writing, userId: string): Promise<void> {
  await tx.query({
    name: 'drop-recovery-codes',
    text: 'DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2',
    values: [tx.actor.organizationId, userId],
  });
}
