import { literal } from 'sequelize';
import type { OrganizationRow } from '../../../models/organization.ts';
import { type OrganizationMove, requireOrganizationMove } from '../../../models/rules/organization-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

type Known = Pick<OrganizationRow, 'status' | 'status_reason' | 'slug' | 'trial_ends_at' | 'exported_at'>;
type Next = Partial<
  Pick<OrganizationRow, 'status' | 'status_reason' | 'suspended_at' | 'closed_at' | 'trial_ends_at' | 'plan_type'>
>;

/**
 * One step in the organization's life, with what it leaves in the audit log. The row is held meanwhile, so two steps cannot both
 * begin at the same place.
 * @param decide  looks at the organization as it is now, and says what it becomes
 */
export async function moveOrganization(
  tx: Writing,
  move: OrganizationMove,
  { action, reason }: { action: string; reason: string | null },
  decide: (before: Known) => Next & { status: OrganizationRow['status'] },
): Promise<void> {
  const { organizationId } = tx.actor;
  const [before] = await tx.query<Known>({
    name: 'move-organization',
    text: `SELECT status, status_reason, slug, trial_ends_at, exported_at FROM control.organizations WHERE id = $1 FOR UPDATE`,
    values: [organizationId],
  });
  if (!before) throw new Refusal('not_found');
  requireOrganizationMove(move, before.status);
  const next = decide(before);
  await tx.database.Organization.update(
    { ...next, revision: literal('revision + 1') },
    { where: { id: organizationId }, transaction: tx.transaction },
  );
  const was = Object.fromEntries(
    Object.keys(next).map((key) => [key, (before as Record<string, unknown>)[key] ?? null]),
  );
  await audit(tx, { action, subjectId: organizationId, before: was, after: next, reason });
}
