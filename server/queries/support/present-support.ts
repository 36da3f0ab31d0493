import { permit } from '../../../models/rules/permissions.ts';
import type { SupportPresent } from '../../../realtime/contract/resources/audit.ts';
import type { Reading } from '../snapshot.ts';

/** Who of the platform is inside at the moment. Everybody who works here may know. */
export async function presentSupport(tx: Reading): Promise<SupportPresent[]> {
  permit(tx.actor, 'organization.read');
  const rows = await tx.query<Omit<SupportPresent, 'ends_at'> & { ends_at: Date }>({
    name: 'present-support',
    text: `SELECT id, operator, reason, ends_at FROM support_access
           WHERE organization_id = $1 AND ended_at IS NULL AND ends_at > now() ORDER BY id DESC`,
    values: [tx.actor.organizationId],
  });
  return rows.map(({ ends_at, ...row }) => ({ ...row, ends_at: ends_at.toISOString() }));
}
