import type { InvitationRow } from '../../../models/invitation.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { findRow } from '../../queries/find-row.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import type { Writing } from '../transact.ts';
import { requireNotAbove } from '../users/require-not-above.ts';

/**
 * An invitation that the actor could have made. Nobody accepts or changes it until this transaction ends.
 * @throws Refusal `not_found`, `not_permitted`, `not_possible_now` for one that was accepted
 */
export async function lockInvitation(tx: Writing, id: string): Promise<InvitationRow> {
  await lockOrganization(tx);
  const row = await findRow(tx, tx.database.Invitation, id);
  requireNotAbove(tx.actor, row.role);
  if (row.accepted_at !== null) throw new Refusal('not_possible_now', 'The invitation has been accepted.');
  return row;
}
