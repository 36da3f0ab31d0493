import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { openInvitation, type OpenInvitation } from '../../queries/invitations/open-invitation.ts';
import { giveTokens, type IssueAccessToken } from '../auth/give-tokens.ts';
import { audit } from '../log/audit.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import type { Writing } from '../transact.ts';
import { makeUser } from '../users/make-user.ts';
import { told } from '../users/told.ts';
import { isLimited, type Scope } from '../users/user-scope.ts';

/**
 * The invited person becomes a user and is signed in. The link is the permission, once.
 * @param passwordHash  of the password the person chose, made beforehand
 * @throws Refusal `link_used`, `plan_limit`, `already_taken` for an address that got an account in another way
 */
export async function acceptInvitation(
  tx: Writing,
  issue: IssueAccessToken,
  { token, name }: { token: string; name: string },
  passwordHash: string,
): Promise<Tokens> {
  // Two who open the same link at once come one after the other.
  await lockOrganization(tx);
  const invitation = await openInvitation(tx, token);
  const { id, email, role } = invitation;
  const scope = await whatIsLeft(tx, invitation);
  const user = await makeUser(tx, { name, email, role, ...scope, passwordHash });
  await tx.query({
    name: 'accept-invitation',
    text: 'UPDATE invitations SET accepted_at = $3 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id, tx.now],
  });
  const tokens = await giveTokens(tx, issue, user, uuidv7());
  await audit(tx, {
    action: 'invitation.accepted',
    subjectId: user.id,
    after: { invitation_id: id, ...told(tokens.user) },
  });
  return tokens;
}

/**
 * The offices and queues of the invitation that are still there. Where none is left, the person would work everywhere, which nobody
 * meant.
 */
async function whatIsLeft(tx: Writing, { office_ids, queue_ids }: OpenInvitation): Promise<Scope> {
  const left = async (name: string, table: 'offices' | 'queues', ids: string[]) =>
    (
      await tx.query<{ id: string }>({
        name,
        text: `SELECT id FROM ${table} WHERE organization_id = $1 AND id = ANY ($2) AND active`,
        values: [tx.actor.organizationId, ids],
      })
    ).map(({ id }) => id);
  const scope = {
    office_ids: await left('offices-left', 'offices', office_ids),
    queue_ids: await left('queues-left', 'queues', queue_ids),
  };
  if (isLimited({ office_ids, queue_ids }) && !isLimited(scope)) throw new Refusal('link_used');
  return scope;
}
