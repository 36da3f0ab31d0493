import type { Role } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

/** The user of a session, or null when the session has ended or the account was closed. Asked before anybody is known. */
export async function liveSession(
  tx: Reading,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<{ name: string; role: Role } | null> {
  const [user] = await tx.query<{ name: string; role: Role }>({
    name: 'live-session',
    text: `SELECT u.name, u.role FROM users u
           WHERE u.organization_id = $1 AND u.id = $2 AND u.active AND EXISTS (
             SELECT FROM refresh_tokens r
             WHERE r.organization_id = $1 AND r.family_id = $3 AND r.user_id = $2 AND r.ended_at IS NULL)`,
    values: [tx.actor.organizationId, userId, sessionId],
  });
  return user ?? null;
}
