import { readStoredToken } from '../../access/stored-token.ts';
import type { Writing } from '../transact.ts';
import { endSession } from './end-sessions.ts';

/** Signs out whoever holds this refresh token. One that is unknown has nothing to end. Answers whose session it was. */
export async function endSessionOfToken(tx: Writing, token: string): Promise<string | null> {
  const named = readStoredToken('refresh', token);
  if (named === null || named.organizationId !== tx.actor.organizationId) return null;
  const [stored] = await tx.query<{ family_id: string; user_id: string }>({
    name: 'session-of-refresh-token',
    text: 'SELECT family_id, user_id FROM refresh_tokens WHERE organization_id = $1 AND id = $2 AND token_hash = $3',
    values: [tx.actor.organizationId, named.id, named.hash],
  });
  if (!stored) return null;
  await endSession(tx, stored.family_id);
  return stored.user_id;
}
