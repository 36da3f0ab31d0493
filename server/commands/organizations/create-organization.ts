import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import type { createOrganization as body, Organization } from '../../../realtime/contract/resources/organizations.ts';
import { organizationAnswer } from '../../queries/organizations/organization-answer.ts';
import { giveTokens, type IssueAccessToken } from '../auth/give-tokens.ts';
import type { Writing } from '../transact.ts';

type SignUp = Omit<z.infer<typeof body>, 'owner'> & { owner: { name: string; email: string } };

/** Names of hosts that are, or may become, the service's own. */
const RESERVED = new Set([
  'www',
  'api',
  'app',
  'admin',
  'docs',
  'assets',
  'static',
  'status',
  'mail',
  'help',
  'support',
]);

/**
 * An organization signs up, with its owner signed in. The transaction's organization is the one that begins here; there is nobody
 * yet whom to permit it.
 * @param passwordHash  of the owner's password, made beforehand
 * @param options.multiTenant  false: there is room for one organization
 * @throws Refusal `already_taken` for a slug or a subdomain, `not_permitted` where there is one and no room for a second
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
  if (RESERVED.has(input.slug) || RESERVED.has(subdomain)) throw new Refusal('already_taken');
  const { transaction } = tx;
  if (!multiTenant && (await tx.database.Organization.count({ transaction })) > 0) throw new Refusal('not_permitted');
  const organization = await tx.database.Organization.create(
    {
      id,
      subdomain,
      slug: input.slug,
      name: input.name,
      time_zone: input.time_zone,
      plan_type: input.plan_type ?? 'trial',
      features: input.features ?? {},
    },
    { transaction },
  );
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
  return { organization: organizationAnswer(organization), ...(await giveTokens(tx, issue, user, uuidv7())) };
}
