import { permit } from '../../../models/rules/permissions.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import type { Reading } from '../snapshot.ts';

export type OwnPassword = { password_hash: string | null; name: string; email: string };

/** What the own password is held against when it is asked for again, and what a new one must not be made of. */
export async function ownPassword(tx: Reading): Promise<OwnPassword | null> {
  permit(tx.actor, 'account.change');
  const [own] = await tx.query<OwnPassword>({
    name: 'own-password',
    text: 'SELECT password_hash, name, email FROM users WHERE organization_id = $1 AND id = $2 AND active',
    values: [tx.actor.organizationId, signedInUser(tx.actor)],
  });
  return own ?? null;
}
