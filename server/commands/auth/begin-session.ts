import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { findRow } from '../../queries/find-row.ts';
import type { Writing } from '../transact.ts';
import { giveTokens, type IssueAccessToken } from './give-tokens.ts';

/**
 * A sign-in begins, after the password or the link has been looked at. There is nobody yet whom to permit it.
 * @throws Refusal `wrong_credentials` for an account that was closed meanwhile
 */
export async function beginSession(tx: Writing, issue: IssueAccessToken, userId: string): Promise<Tokens> {
  const user = await findRow(tx, tx.database.User, userId);
  if (!user.active) throw new Refusal('wrong_credentials');
  await tx.query({
    name: 'signed-in',
    text: 'UPDATE users SET last_signed_in_at = $3 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, userId, tx.now],
  });
  return giveTokens(tx, issue, user, uuidv7());
}
