import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** Remembers that somebody has taken everything home: an organization can be closed for some days from now. */
export async function markExported(tx: Writing, { rows }: { rows: number }): Promise<void> {
  if (tx.actor.kind !== 'system') permit(tx.actor, 'organization.export');
  await tx.query({
    name: 'mark-exported',
    text: 'UPDATE control.organizations SET exported_at = clock_timestamp() WHERE id = $1',
    values: [tx.actor.organizationId],
  });
  await audit(tx, { action: 'organization.exported', subjectId: tx.actor.organizationId, after: { rows } });
}
