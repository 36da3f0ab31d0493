import { Refusal } from '../../../models/rules/refusal.ts';
import { ROLES, type Role } from '../../../models/vocabulary.ts';
import { readStoredToken } from '../../access/stored-token.ts';
import type { Reading } from '../snapshot.ts';

export type OpenInvitation = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  office_ids: string[];
  queue_ids: string[];
  expires_at: Date;
};
type Found = OpenInvitation & { invited_by: string | null; inviters_role: Role | null };

/**
 * The invitation that a link stands for, if it can still be accepted. Whoever invited must still be somebody who could: the invitations
 * of a person who was sent away are no way back.
 * @throws Refusal `link_used`, whatever the reason: a link that was never made is told nothing else
 */
export async function openInvitation(tx: Reading, token: string): Promise<OpenInvitation> {
  const named = readStoredToken('invitation', token);
  if (named === null || named.organizationId !== tx.actor.organizationId) throw new Refusal('link_used');
  const [found] = await tx.query<Found>({
    name: 'open-invitation',
    text: `SELECT i.id, i.email, i.name, i.role, i.office_ids, i.queue_ids, i.expires_at, i.invited_by,
             (SELECT u.role FROM users u WHERE u.organization_id = $1 AND u.id = i.invited_by AND u.active) AS inviters_role
           FROM invitations i
           WHERE i.organization_id = $1 AND i.id = $2 AND i.token_hash = $3
             AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()`,
    values: [tx.actor.organizationId, named.id, named.hash],
  });
  if (!found || !couldInvite(found)) throw new Refusal('link_used');
  return found;
}

function couldInvite({ role, invited_by, inviters_role }: Found): boolean {
  if (invited_by === null) return true;
  if (inviters_role !== 'owner' && inviters_role !== 'admin') return false;
  return ROLES.indexOf(inviters_role) <= ROLES.indexOf(role);
}
