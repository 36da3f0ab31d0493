import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { UserRow } from '../../../models/user.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from '../../access/access-token.ts';
import { REFRESH_TOKEN_DAYS } from '../../access/refresh-tokens.ts';
import { makeStoredToken } from '../../access/stored-token.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import type { Writing } from '../transact.ts';

export type IssueAccessToken = AccessTokens['issue'];

/**
 * The next pair of tokens of a session: one that says who for some minutes, one that asks for the next pair.
 * The newest key that has not been told to retire signs.
 */
export async function giveTokens(
  tx: Writing,
  issue: IssueAccessToken,
  user: UserRow,
  sessionId: string,
): Promise<Tokens> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('refresh', organizationId, id);
  const { address, userAgent } = tx.from;
  const [kept] = await tx.query<{ key_number: number | null; suspended: string | null }>({
    name: 'keep-refresh-token',
    text: `INSERT INTO refresh_tokens (organization_id, id, user_id, family_id, token_hash, issued_at, expires_at, address, user_agent)
           VALUES ($1, $2, $3, $4, $5, $6, $6::timestamptz + make_interval(days => ${REFRESH_TOKEN_DAYS}), $7, $8)
           RETURNING (SELECT max(number) FROM signing_keys WHERE organization_id = $1 AND retires_at IS NULL) AS key_number,
             (SELECT coalesce(status_reason, '') FROM control.organizations WHERE id = $1 AND status = 'suspended') AS suspended`,
    values: [organizationId, id, user.id, sessionId, hash, tx.now, address, userAgent],
  });
  // While an organization stands still, only its owner is let in.
  const suspended = kept?.suspended ?? null;
  if (suspended !== null && user.role !== 'owner')
    throw new Refusal('organization_suspended', suspended === '' ? undefined : suspended);
  const keyNumber = kept?.key_number ?? null;
  if (keyNumber === null) throw new Error('the organization has no signing key');
  return {
    user: await userAnswer(tx, user),
    access_token: issue({ organizationId, userId: user.id, sessionId, role: user.role, keyNumber }),
    refresh_token: token,
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}
