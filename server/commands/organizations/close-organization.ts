import { isExported } from '../../../models/rules/organization-lifecycle.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';
import { moveOrganization } from './move-organization.ts';

/**
 * Nobody reaches it any more, and in thirty days it is gone. Every sign-in ends.
 * @param confirm  the slug, so that nobody closes another organization than the one they mean
 * @param withoutExport  only the operator may close what nobody has taken home
 * @throws Refusal `invalid_input` for another slug, `export_first`, `not_possible_now`
 */
export async function closeOrganization(
  tx: Writing,
  {
    confirm,
    reason = null,
    withoutExport = false,
  }: { confirm: string; reason?: string | null | undefined; withoutExport?: boolean },
): Promise<void> {
  if (tx.actor.kind !== 'system') permit(tx.actor, 'organization.close');
  await moveOrganization(tx, 'close', { action: 'organization.closed', reason }, ({ slug, exported_at }) => {
    if (confirm !== slug)
      throw new Refusal('invalid_input', undefined, [
        { path: 'body.confirm', message: 'must be the slug of the organization' },
      ]);
    const mayLose = withoutExport && tx.actor.kind === 'system';
    if (!mayLose && !isExported(exported_at, tx.now)) throw new Refusal('export_first');
    return { status: 'closed', status_reason: reason, closed_at: tx.now };
  });
  await tx.query({
    name: 'end-all-sessions',
    text: 'UPDATE refresh_tokens SET ended_at = now() WHERE organization_id = $1 AND ended_at IS NULL',
    values: [tx.actor.organizationId],
  });
}
