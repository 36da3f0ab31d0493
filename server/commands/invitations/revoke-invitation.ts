import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockInvitation } from './lock-invitation.ts';

/** The link is worth nothing from now on. The same twice is not an error. @throws Refusal `not_found`, `not_permitted`, `not_possible_now` */
export async function revokeInvitation(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'user.change');
  const { email, role, revoked_at } = await lockInvitation(tx, id);
  if (revoked_at !== null) return;
  await tx.query({
    name: 'revoke-invitation',
    text: 'UPDATE invitations SET revoked_at = $3 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id, tx.now],
  });
  await audit(tx, { action: 'invitation.revoked', subjectId: id, before: { email, role } });
}
