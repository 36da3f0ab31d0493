import { v7 as uuidv7 } from 'uuid';
import { makeStoredToken } from '../../access/stored-token.ts';
import type { Writing } from '../transact.ts';

export const RESET_LINK_SECONDS = 30 * 60;

/**
 * What stands in a link that lets its holder choose a new password. Those made before stay good: otherwise anybody who knows the
 * address could ask for one and so end the one that an administrator has just handed over. The first that is used ends them all.
 */
export async function makeResetLink(tx: Writing, userId: string): Promise<string> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('password-reset', organizationId, id);
  await tx.query({
    name: 'keep-reset',
    text: `INSERT INTO password_resets (organization_id, id, user_id, token_hash, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $5::timestamptz + make_interval(secs => ${RESET_LINK_SECONDS}))`,
    values: [organizationId, id, userId, hash, tx.now],
  });
  return token;
}
