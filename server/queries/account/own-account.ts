import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { account } from '../../../realtime/contract/resources/account.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import type { Reading } from '../snapshot.ts';

/** How well the own account is guarded. */
export async function ownAccount(tx: Reading): Promise<z.infer<typeof account>> {
  permit(tx.actor, 'account.change');
  const [answer] = await tx.query<z.infer<typeof account>>({
    name: 'own-account',
    text: `SELECT u.otp_confirmed_at IS NOT NULL AS otp, o.require_otp AND u.role IN ('owner', 'admin') AS otp_demanded,
             (SELECT count(*)::int FROM recovery_codes r
              WHERE r.organization_id = $1 AND r.user_id = u.id AND r.used_at IS NULL) AS recovery_codes_left
           FROM users u JOIN control.organizations o ON o.id = u.organization_id
           WHERE u.organization_id = $1 AND u.id = $2`,
    values: [tx.actor.organizationId, signedInUser(tx.actor)],
  });
  if (!answer) throw new Refusal('unauthenticated');
  return answer;
}
