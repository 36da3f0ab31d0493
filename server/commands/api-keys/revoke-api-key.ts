import { permit } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** For good. What was done with it stays signed. The same twice is not an error. @throws Refusal `not_found` */
export async function revokeApiKey(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'api_key.change');
  const { name } = await findRow(tx, tx.database.ApiKey, id);
  const [revoked] = await tx.query({
    name: 'revoke-api-key',
    text: 'UPDATE api_keys SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
    values: [tx.actor.organizationId, id, tx.now],
  });
  if (revoked) await audit(tx, { action: 'api_key.revoked', subjectId: id, before: { name } });
}
