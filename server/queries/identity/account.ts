import type { Reading } from '../snapshot.ts';

export type Account = {
  id: string;
  password_hash: string | null;
  /** Somebody signed in to it from this address during the last weeks. */
  knows_address: boolean;
  /** Somebody signed in to it during the last weeks, from wherever. */
  signed_in_before: boolean;
};

/** What a password is held against, or null for an address without an open account. Asked before anybody is known. */
export async function account(tx: Reading, email: string, address: string | null = null): Promise<Account | null> {
  const [user] = await tx.query<Account>({
    name: 'account',
    text: `SELECT u.id, u.password_hash, EXISTS (
             SELECT FROM refresh_tokens r
             WHERE r.organization_id = $1 AND r.user_id = u.id AND r.address = $3) AS knows_address,
             EXISTS (SELECT FROM refresh_tokens r WHERE r.organization_id = $1 AND r.user_id = u.id) AS signed_in_before
           FROM users u WHERE u.organization_id = $1 AND u.email = $2 AND u.active`,
    values: [tx.actor.organizationId, email, address],
  });
  return user ?? null;
}
