import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { dropResetLinks } from './drop-reset-links.ts';
import { endSessionsOf } from './end-sessions.ts';

/**
 * The own password. Every other sign-in ends, and links to a new password with them.
 * @param hashes  of the present one, which has been looked at, and of the new one
 * @param sessionId  the sign-in that asks, and stays
 * @throws Refusal `version_mismatch` when the password was changed meanwhile
 */
export async function changePassword(
  tx: Writing,
  hashes: { present: string; next: string },
  sessionId: string | null,
): Promise<void> {
  permit(tx.actor, 'account.change');
  const userId = signedInUser(tx.actor);
  const { organizationId } = tx.actor;
  const [changed] = await tx.query({
    name: 'change-own-password',
    text: `UPDATE users SET password_hash = $4, revision = revision + 1, updated_at = now()
           WHERE organization_id = $1 AND id = $2 AND password_hash = $3 RETURNING id`,
    values: [organizationId, userId, hashes.present, hashes.next],
  });
  if (!changed) throw new Refusal('version_mismatch');
  await dropResetLinks(tx, userId);
  await endSessionsOf(tx, userId, sessionId);
  await audit(tx, { action: 'password.changed', subjectId: userId });
}
