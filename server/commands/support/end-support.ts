import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/**
 * Whoever was let in is out. The owner says so at any time; the operator, of the own access, on leaving; the platform,
 * of somebody who is no operator any more.
 * @throws Refusal `not_found`, also for one that has ended
 */
export async function endSupport(tx: Writing, id: string): Promise<void> {
  const isOwn = tx.actor.kind === 'operator' && tx.actor.id === id;
  if (!isOwn && tx.actor.kind !== 'system') permit(tx.actor, 'organization.change');
  const [ended] = await tx.query<{ id: string }>({
    name: 'end-support',
    text: `UPDATE support_access SET ended_at = now()
           WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL AND ends_at > now() RETURNING id`,
    values: [tx.actor.organizationId, id],
  });
  if (!ended) throw new Refusal('not_found');
  await audit(tx, { action: 'support.ended', subjectId: id });
}
