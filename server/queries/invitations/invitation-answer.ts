import type { InvitationRow } from '../../../models/invitation.ts';
import type { Invitation } from '../../../realtime/contract/resources/invitations.ts';

export function invitationAnswer(row: InvitationRow): Invitation {
  const { id, email, name, role, office_ids, queue_ids, invited_by } = row;
  return {
    ...{ id, email, name, role, office_ids, queue_ids, invited_by },
    expires_at: row.expires_at.toISOString(),
    accepted_at: row.accepted_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
