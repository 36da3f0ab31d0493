import { permit } from '../../../models/rules/permissions.ts';
import type { Reading } from '../snapshot.ts';

/** The owners and administrators who have no second factor: once one is demanded, what they listen to has to be asked for again. */
export async function withoutSecondFactor(tx: Reading): Promise<string[]> {
  permit(tx.actor, 'organization.change');
  const users = await tx.query<{ id: string }>({
    name: 'without-second-factor',
    text: `SELECT id FROM users
           WHERE organization_id = $1 AND active AND role IN ('owner', 'admin') AND otp_confirmed_at IS NULL`,
    values: [tx.actor.organizationId],
  });
  return users.map(({ id }) => id);
}
