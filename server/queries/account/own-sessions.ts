import { permit } from '../../../models/rules/permissions.ts';
import type { SignedInAt } from '../../../realtime/contract/resources/account.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import type { Reading } from '../snapshot.ts';

type Found = { id: string; began_at: Date; last_used_at: Date; address: string | null; user_agent: string | null };

/** Where somebody is signed in, the latest first. @param sessionId  the sign-in that asks */
export async function ownSessions(tx: Reading, sessionId: string | null): Promise<SignedInAt[]> {
  permit(tx.actor, 'account.change');
  const found = await tx.query<Found>({
    name: 'own-sessions',
    // What has been replaced is swept after a month; the name of the family keeps the moment it began (UUID version 7).
    text: `SELECT family_id AS id, max(issued_at) AS last_used_at,
             to_timestamp(('x' || substr(replace(family_id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0) AS began_at,
             (array_agg(address ORDER BY issued_at DESC, id DESC))[1] AS address,
             (array_agg(user_agent ORDER BY issued_at DESC, id DESC))[1] AS user_agent
           FROM refresh_tokens
           WHERE organization_id = $1 AND user_id = $2 AND ended_at IS NULL
           GROUP BY family_id HAVING max(expires_at) > now()
           ORDER BY max(issued_at) DESC, family_id DESC LIMIT 100`,
    values: [tx.actor.organizationId, signedInUser(tx.actor)],
  });
  return found.map(({ id, began_at, last_used_at, address, user_agent }) => ({
    id,
    began_at: began_at.toISOString(),
    last_used_at: last_used_at.toISOString(),
    address,
    user_agent,
    current: id === sessionId,
  }));
}
