import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Invitation } from '../../../realtime/contract/resources/invitations.ts';
import { invitationAnswer } from '../../queries/invitations/invitation-answer.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockInvitation } from './lock-invitation.ts';
import { makeLink } from './make-link.ts';

/**
 * A new link in the place of the one before, for another seven days. Whoever makes it is the one who invites.
 * @throws Refusal `not_found`, `not_permitted`, `not_possible_now` for one that was accepted or revoked
 */
export async function renewInvitation(
  tx: Writing,
  { id }: { id: string },
): Promise<{ invitation: Invitation; token: string }> {
  permit(tx.actor, 'user.change');
  const before = await lockInvitation(tx, id);
  if (before.revoked_at !== null) throw new Refusal('not_possible_now', 'The invitation has been revoked.');
  const { token, ...link } = makeLink(tx, id);
  const [, [row]] = await tx.database.Invitation.update(
    { ...link, invited_by: tx.actor.id },
    { where: { organization_id: tx.actor.organizationId, id }, returning: true, transaction: tx.transaction },
  );
  if (!row) throw new Refusal('not_found');
  await audit(tx, {
    action: 'invitation.renewed',
    subjectId: id,
    before: { invited_by: before.invited_by },
    after: { invited_by: tx.actor.id, expires_at: link.expires_at },
  });
  return { invitation: invitationAnswer(row), token };
}
