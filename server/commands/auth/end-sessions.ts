import type { Writing } from '../transact.ts';

/** Ends one sign-in with all its renewals. */
export async function endSession(tx: Writing, sessionId: string): Promise<void> {
  await tx.query({
    name: 'end-session-family',
    text: 'UPDATE refresh_tokens SET ended_at = now() WHERE organization_id = $1 AND family_id = $2 AND ended_at IS NULL',
    values: [tx.actor.organizationId, sessionId],
  });
}

/** Ends every sign-in of a user. @param exceptId  the one that stays; null: none does */
export async function endSessionsOf(tx: Writing, userId: string, exceptId: string | null = null): Promise<void> {
  await tx.query({
    name: 'end-sessions-of-user',
    text: `UPDATE refresh_tokens SET ended_at = now()
           WHERE organization_id = $1 AND user_id = $2 AND ended_at IS NULL AND family_id IS DISTINCT FROM $3`,
    values: [tx.actor.organizationId, userId, exceptId],
  });
}
