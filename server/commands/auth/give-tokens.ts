import { v7 as uuidv7 } from 'uuid';
import type { UserRow } from '../../../models/user.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from '../../access/access-token.ts';
import { REFRESH_TOKEN_DAYS } from '../../access/refresh-tokens.ts';
import { makeStoredToken } from '../../access/stored-token.ts';
import { userAnswer } from '../../queries/users/user-answer.ts';
import type { Writing } from '../transact.ts';

export type IssueAccessToken = AccessTokens['issue'];

/** The next pair of tokens of a session: one that says who for some minutes, one that asks for the next pair. */
export async function giveTokens(
  tx: Writing,
  issue: IssueAccessToken,
  user: UserRow,
  sessionId: string,
): Promise<Tokens> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('refresh', organizationId, id);
  await tx.query({
    name: 'keep-refresh-token',
    text: `INSERT INTO refresh_tokens (organization_id, id, user_id, family_id, token_hash, issued_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $6::timestamptz + make_interval(days => ${REFRESH_TOKEN_DAYS}))`,
    values: [organizationId, id, user.id, sessionId, hash, tx.now],
  });
  return {
    user: userAnswer(user),
    access_token: issue({ organizationId, userId: user.id, sessionId, role: user.role }),
    refresh_token: token,
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}
