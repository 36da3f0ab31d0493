import type { Agreed, Plan, Terms } from '../../../models/rules/plans.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

type TermsRow = Plan['limits'] & {
  features: Plan['features'];
  agreed_limits: Agreed['limits'];
  agreed_features: Agreed['features'];
};

/** What the organization pays for, and what was agreed with it besides. */
export async function termsOf(tx: Reading): Promise<Terms> {
  const [row] = await tx.query<TermsRow>({
    name: 'terms',
    text: `SELECT p.providers, p.users, p.displays, p.storage, p.api_calls, p.sockets, p.requests, p.features,
             o.limits AS agreed_limits, o.features AS agreed_features
           FROM control.organizations o JOIN control.plans p USING (plan_type) WHERE o.id = $1`,
    values: [tx.actor.organizationId],
  });
  if (!row) throw new Refusal('not_found');
  const { features, agreed_limits, agreed_features, ...limits } = row;
  return { plan: { limits, features }, agreed: { limits: agreed_limits, features: agreed_features } };
}
