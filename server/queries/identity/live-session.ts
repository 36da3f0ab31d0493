import type { QueueScope, Role } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

export type LiveSession = {
  name: string;
  role: Role;
  queueIds: QueueScope;
  /** The organization demands a second factor of this role, and there is none yet. */
  otp_missing: boolean;
};

/**
 * The user of a session, or null when the session has ended, the account was closed or the key that signed the token has retired.
 * Asked before anybody is known.
 */
export async function liveSession(
  tx: Reading,
  { userId, sessionId, keyNumber }: { userId: string; sessionId: string; keyNumber: number },
): Promise<LiveSession | null> {
  const [user] = await tx.query<Omit<LiveSession, 'queueIds'> & { queue_ids: string[] | null }>({
    name: 'live-session',
    text: `SELECT u.name, u.role,
             CASE WHEN EXISTS (SELECT FROM user_offices WHERE organization_id = $1 AND user_id = $2)
                    OR EXISTS (SELECT FROM user_queues WHERE organization_id = $1 AND user_id = $2)
               THEN ARRAY(SELECT q.id::text FROM queues q
                          WHERE q.organization_id = $1 AND (
                            q.office_id IN (SELECT office_id FROM user_offices WHERE organization_id = $1 AND user_id = $2)
                            OR q.id IN (SELECT queue_id FROM user_queues WHERE organization_id = $1 AND user_id = $2))
                          ORDER BY q.id)
             END AS queue_ids,
             u.otp_confirmed_at IS NULL AND u.role IN ('owner', 'admin') AND
               (SELECT o.require_otp FROM control.organizations o WHERE o.id = $1) AS otp_missing
           FROM users u
           WHERE u.organization_id = $1 AND u.id = $2 AND u.active AND EXISTS (
             SELECT FROM refresh_tokens r
             WHERE r.organization_id = $1 AND r.family_id = $3 AND r.user_id = $2 AND r.ended_at IS NULL)
           AND EXISTS (
             SELECT FROM signing_keys k
             WHERE k.organization_id = $1 AND k.number = $4 AND (k.retires_at IS NULL OR k.retires_at > now()))`,
    values: [tx.actor.organizationId, userId, sessionId, keyNumber],
  });
  if (!user) return null;
  const { queue_ids: queueIds, ...session } = user;
  return { ...session, queueIds: queueIds ?? 'all' };
}
