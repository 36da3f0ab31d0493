import type { Reading } from '../snapshot.ts';

/** What a password is held against, or null for an address without an open account. Asked before anybody is known. */
export async function account(
  tx: Reading,
  email: string,
): Promise<{ id: string; password_hash: string | null } | null> {
  const [user] = await tx.query<{ id: string; password_hash: string | null }>({
    name: 'account',
    text: 'SELECT id, password_hash FROM users WHERE organization_id = $1 AND email = $2 AND active',
    values: [tx.actor.organizationId, email],
  });
  return user ?? null;
}
