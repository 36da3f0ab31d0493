import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** Ends one of the own sign-ins, as of a telephone that was lost. @throws Refusal `not_found` for one that has ended, or is somebody else's */
export async function endOwnSession(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'account.change');
  const userId = signedInUser(tx.actor);
  const [ended] = await tx.query({
    name: 'end-own-session',
    text: `UPDATE refresh_tokens SET ended_at = now()
           WHERE organization_id = $1 AND family_id = $2 AND user_id = $3 AND ended_at IS NULL RETURNING id`,
    values: [tx.actor.organizationId, id, userId],
  });
  if (!ended) throw new Refusal('not_found');
  await audit(tx, { action: 'sign_in.ended', subjectId: userId });
}
