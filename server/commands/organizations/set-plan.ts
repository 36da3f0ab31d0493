import { literal } from 'sequelize';
import type { OrganizationRow } from '../../../models/organization.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Feature, PlanLimit, PlanType } from '../../../models/vocabulary.ts';
import { ownOrganizationRow } from '../../queries/organizations/own-organization.ts';
import { audit, changed } from '../log/audit.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

export type PlanChange = {
  plan?: PlanType | undefined;
  /** A number, null for without limit, `'plan'` for what the plan says. */
  limits?: { readonly [K in PlanLimit]?: number | null | 'plan' };
  features?: { readonly [K in Feature]?: boolean | 'plan' };
  reason?: string | null;
};

/**
 * What the organization pays for, and what was agreed with it besides. A plan that was chosen ends the trial. Nothing is deleted
 * where less is allowed than there is. Answers whether anything is another than before.
 */
export async function setPlan(
  tx: Writing,
  { plan, limits = {}, features = {}, reason = null }: PlanChange,
): Promise<boolean> {
  requireSystem(tx.actor);
  await lockOrganization(tx);
  const { organizationId } = tx.actor;
  const row = await ownOrganizationRow(tx);
  if (row.status === 'closed') throw new Refusal('organization_closed');
  const chosen = plan !== undefined && plan !== 'trial';
  const before = pick(row);
  const after = {
    plan_type: plan ?? row.plan_type,
    limits: agreed(row.limits, limits),
    features: agreed(row.features, features),
    status: chosen && row.status === 'trial' ? ('active' as const) : row.status,
    trial_ends_at: chosen ? null : row.trial_ends_at,
  };
  const difference = changed(before, after);
  if (Object.keys(difference.after).length === 0) return false;
  await tx.database.Organization.update(
    { ...after, revision: literal('revision + 1') },
    { where: { id: organizationId }, transaction: tx.transaction },
  );
  await audit(tx, { action: 'organization.plan_changed', subjectId: organizationId, ...difference, reason });
  return true;
}

function pick({ plan_type, limits, features, status, trial_ends_at }: OrganizationRow) {
  return { plan_type, limits, features, status, trial_ends_at };
}

function agreed<V>(now: Readonly<Record<string, V>>, wanted: Readonly<Record<string, V | 'plan'>>): Record<string, V> {
  const all = Object.entries({ ...now, ...wanted });
  return Object.fromEntries(all.filter((pair): pair is [string, V] => pair[1] !== 'plan'));
}
