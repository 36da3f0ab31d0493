import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { trialEnd } from '../../../models/rules/organization-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { isReservedName } from '../../../models/rules/reserved-names.ts';
import type { PlanType } from '../../../models/vocabulary.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import type { createOrganization as body, Organization } from '../../../realtime/contract/resources/organizations.ts';
import { organizationAnswer } from '../../queries/organizations/organization-answer.ts';
import { giveTokens, type IssueAccessToken } from '../auth/give-tokens.ts';
import { makeSigningKey } from '../auth/make-signing-key.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

type SignUp = Omit<z.infer<typeof body>, 'owner'> & { owner: { name: string; email: string } };

/** Where one organization is served on every host, two that sign up at once take turns. */
const ONLY_ONE = 7_310_248_003;

/**
 * An organization signs up, with its owner signed in. The transaction's organization is the one that begins here; there is nobody
 * yet whom to permit it. It begins on trial: of the plan that was named, for thirty days.
 * @param passwordHash  of the owner's password, made beforehand
 * @param options.multiTenant  false: there is room for one organization
 * @throws Refusal `already_taken` for a slug or a subdomain, `feature_not_in_plan`, `not_permitted` where there is one and no room
 *   for a second
 */
export async function createOrganization(
  tx: Writing,
  issue: IssueAccessToken,
  { owner, ...input }: SignUp,
  passwordHash: string,
  { multiTenant = true }: { multiTenant?: boolean } = {},
): Promise<{ organization: Organization } & Tokens> {
  const id = tx.actor.organizationId;
  const subdomain = input.subdomain ?? input.slug;
  if (isReservedName(input.slug) || isReservedName(subdomain)) throw new Refusal('already_taken');
  const { transaction } = tx;
  if (!multiTenant) await requireNoOther(tx);
  const planType = input.plan_type ?? 'trial';
  const features = input.features ?? {};
  await requireFeaturesOf(tx, planType, Object.keys(features));
  const organization = await tx.database.Organization.create(
    {
      id,
      subdomain,
      slug: input.slug,
      name: input.name,
      time_zone: input.time_zone,
      plan_type: planType,
      // What the plan gives is not agreed apart: it goes with the plan. What somebody does not want, stays away.
      features: Object.fromEntries(Object.entries(features).filter(([, wanted]) => !wanted)),
      trial_ends_at: trialEnd(tx.now),
    },
    { transaction },
  );
  await makeSigningKey(tx);
  const user = await tx.database.User.create(
    {
      organization_id: id,
      id: uuidv7(),
      name: owner.name,
      email: owner.email.toLowerCase(),
      role: 'owner',
      password_hash: passwordHash,
    },
    { transaction },
  );
  const { slug, name } = input;
  await audit(tx, {
    action: 'organization.signed_up',
    subjectId: id,
    after: { slug, subdomain, name, plan_type: planType },
  });
  return { organization: organizationAnswer(organization), ...(await giveTokens(tx, issue, user, uuidv7())) };
}

async function requireNoOther(tx: Writing): Promise<void> {
  await tx.query({ name: 'only-one', text: 'SELECT pg_advisory_xact_lock($1)', values: [ONLY_ONE] });
  if ((await tx.database.Organization.count({ transaction: tx.transaction })) > 0) throw new Refusal('not_permitted');
}

async function requireFeaturesOf(tx: Writing, planType: PlanType, named: readonly string[]): Promise<void> {
  const [plan] = await tx.query<{ features: Record<string, boolean> }>({
    name: 'features-of-plan',
    text: 'SELECT features FROM control.plans WHERE plan_type = $1',
    values: [planType],
  });
  const missing = named.filter((feature) => plan?.features[feature] !== true);
  if (missing.length > 0)
    throw new Refusal('feature_not_in_plan', `The plan ${planType} does not include ${missing.join(', ')}.`);
}
