import type { Writing } from '../transact.ts';

/** Links to a new password are worth nothing any more. */
export async function dropResetLinks(tx: Writing, userId: string): Promise<void> {
  await tx.query({
    name: 'drop-resets',
    text: 'DELETE FROM password_resets WHERE organization_id = $1 AND user_id = $2',
    values: [tx.actor.organizationId, userId],
  });
}
