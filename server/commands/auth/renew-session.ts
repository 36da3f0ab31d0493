import { Refusal } from '../../../models/rules/refusal.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { endOfSignIn, GRACE_SECONDS } from '../../access/refresh-tokens.ts';
import { readStoredToken } from '../../access/stored-token.ts';
import { findRow } from '../../queries/find-row.ts';
import type { Writing } from '../transact.ts';
import { giveTokens, type IssueAccessToken } from './give-tokens.ts';

/** A token that was replaced long ago, or whose successor has been used: two hold the same sign-in, and one of them stole it. */
export class RefreshTokenReused extends Refusal {
  readonly sessionId: string;
  readonly userId: string;

  constructor({ family_id, user_id }: { family_id: string; user_id: string }) {
    super('unauthenticated');
    this.sessionId = family_id;
    this.userId = user_id;
  }
}

type Stored = {
  id: string;
  user_id: string;
  family_id: string;
  expires_at: Date;
  replaced_at: Date | null;
  ended_at: Date | null;
};

/**
 * The next pair of tokens for a refresh token, which is used up by it.
 * @throws Refusal `unauthenticated`, `wrong_organization`, `token_expired`
 * @throws RefreshTokenReused, upon which the session has to be ended: this transaction leaves no trace
 */
export async function renewSession(tx: Writing, issue: IssueAccessToken, token: string): Promise<Tokens> {
  const stored = await lockToken(tx, token);
  if (stored === null || stored.ended_at !== null) throw new Refusal('unauthenticated');
  if (stored.expires_at <= tx.now || endOfSignIn(stored.family_id) <= tx.now) throw new Refusal('token_expired');
  if (stored.replaced_at !== null && !(await isForgiven(tx, stored, stored.replaced_at)))
    throw new RefreshTokenReused(stored);
  const user = await findRow(tx, tx.database.User, stored.user_id);
  if (!user.active) throw new Refusal('unauthenticated');
  await tx.query({
    name: 'replace-refresh-token',
    text: 'UPDATE refresh_tokens SET replaced_at = coalesce(replaced_at, $3) WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, stored.id, tx.now],
  });
  return giveTokens(tx, issue, user, stored.family_id);
}

async function lockToken(tx: Writing, token: string): Promise<Stored | null> {
  const named = readStoredToken('refresh', token);
  if (!named) return null;
  if (named.organizationId !== tx.actor.organizationId) throw new Refusal('wrong_organization');
  const [stored] = await tx.query<Stored>({
    name: 'lock-refresh-token',
    text: `SELECT id, user_id, family_id, expires_at, replaced_at, ended_at FROM refresh_tokens
           WHERE organization_id = $1 AND id = $2 AND token_hash = $3 FOR UPDATE`,
    values: [tx.actor.organizationId, named.id, named.hash],
  });
  return stored ?? null;
}

/** The immediately previous token is taken for some seconds more: the answer that replaced it may have been lost. */
async function isForgiven(tx: Writing, { id, family_id }: Stored, replacedAt: Date): Promise<boolean> {
  if (tx.now.getTime() - replacedAt.getTime() > GRACE_SECONDS * 1000) return false;
  const [answer] = await tx.query<{ outrun: boolean }>({
    name: 'refresh-token-outrun',
    text: `SELECT EXISTS (SELECT FROM refresh_tokens
             WHERE organization_id = $1 AND family_id = $2 AND id <> $3 AND issued_at >= $4 AND replaced_at IS NOT NULL) AS outrun`,
    values: [tx.actor.organizationId, family_id, id, replacedAt],
  });
  return answer?.outrun === false;
}
