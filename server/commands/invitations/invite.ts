import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { createInvitation as body, Invitation } from '../../../realtime/contract/resources/invitations.ts';
import { invitationAnswer } from '../../queries/invitations/invitation-answer.ts';
import { audit } from '../log/audit.ts';
import { requireRoom } from '../plans/require-room.ts';
import type { Writing } from '../transact.ts';
import { requirePossibleScope } from '../users/user-scope.ts';
import { requireNotAbove } from '../users/require-not-above.ts';
import { makeLink } from './make-link.ts';

/**
 * Asks somebody to become a user. One invitation for each address at a time; one that has expired makes room for the next.
 * @throws Refusal `already_taken` for an address with an account or an open invitation, `not_permitted` for a role above one's own,
 * `plan_limit`, `invalid_input`, `not_found`
 */
export async function invite(
  tx: Writing,
  input: z.infer<typeof body>,
): Promise<{ invitation: Invitation; token: string }> {
  permit(tx.actor, 'user.change');
  const { role, name = null, office_ids = [], queue_ids = [] } = input;
  const email = input.email.toLowerCase();
  requireNotAbove(tx.actor, role);
  // Asked again when it is accepted. Said now to whoever can do something about it.
  await requireRoom(tx, 'users');
  await requirePossibleScope(tx, role, { office_ids, queue_ids });
  await requireNoAccount(tx, email);
  await tx.query({
    name: 'close-expired-invitation',
    text: `UPDATE invitations SET revoked_at = $3
           WHERE organization_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= $3`,
    values: [tx.actor.organizationId, email, tx.now],
  });
  const id = uuidv7();
  const { token, ...link } = makeLink(tx, id);
  const row = await tx.database.Invitation.create(
    {
      organization_id: tx.actor.organizationId,
      id,
      ...{ email, name, role, office_ids, queue_ids },
      ...link,
      invited_by: tx.actor.id,
      created_at: tx.now,
      accepted_at: null,
      revoked_at: null,
    },
    { transaction: tx.transaction },
  );
  await audit(tx, {
    action: 'invitation.made',
    subjectId: id,
    after: { email, name, role, office_ids, queue_ids, expires_at: link.expires_at },
  });
  return { invitation: invitationAnswer(row), token };
}

async function requireNoAccount(tx: Writing, email: string): Promise<void> {
  const where = { organization_id: tx.actor.organizationId, email };
  if ((await tx.database.User.count({ where, transaction: tx.transaction })) > 0) throw new Refusal('already_taken');
}
