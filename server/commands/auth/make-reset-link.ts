import { v7 as uuidv7 } from 'uuid';
import { makeStoredToken } from '../../access/stored-token.ts';
import { dropResetLinks } from './drop-reset-links.ts';
import type { Writing } from '../transact.ts';

export const RESET_LINK_SECONDS = 30 * 60;

/** What stands in a link that lets its holder choose a new password. The one before is worth nothing from now on. */
export async function makeResetLink(tx: Writing, userId: string): Promise<string> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('password-reset', organizationId, id);
  // The account is held, so that of two links that are asked for at once one replaces the other.
  await tx.query({
    name: 'hold-user',
    text: 'SELECT id FROM users WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
    values: [organizationId, userId],
  });
  await dropResetLinks(tx, userId);
  await tx.query({
    name: 'keep-reset',
    text: `INSERT INTO password_resets (organization_id, id, user_id, token_hash, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $5::timestamptz + make_interval(secs => ${RESET_LINK_SECONDS}))`,
    values: [organizationId, id, userId, hash, tx.now],
  });
  return token;
}
