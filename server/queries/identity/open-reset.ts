import { Refusal } from '../../../models/rules/refusal.ts';
import { readStoredToken } from '../../access/stored-token.ts';
import type { Reading } from '../snapshot.ts';

/** Whose password may be replaced with this link. Asked before anybody is known. @throws Refusal `link_used`, whatever the reason */
export async function openReset(tx: Reading, token: string): Promise<{ user_id: string; name: string; email: string }> {
  const named = readStoredToken('password-reset', token);
  if (named === null || named.organizationId !== tx.actor.organizationId) throw new Refusal('link_used');
  const [found] = await tx.query<{ user_id: string; name: string; email: string }>({
    name: 'open-reset',
    text: `SELECT u.id AS user_id, u.name, u.email
           FROM password_resets r JOIN users u ON u.organization_id = r.organization_id AND u.id = r.user_id AND u.active
           WHERE r.organization_id = $1 AND r.id = $2 AND r.token_hash = $3 AND r.used_at IS NULL AND r.expires_at > now()`,
    values: [tx.actor.organizationId, named.id, named.hash],
  });
  if (!found) throw new Refusal('link_used');
  return found;
}
