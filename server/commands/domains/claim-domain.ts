import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';
import { domainAnswer } from '../../queries/domains/domain-answer.ts';
import { audit } from '../log/audit.ts';
import { requireFeature } from '../plans/require-feature.ts';
import type { Writing } from '../transact.ts';

/** Each one is asked about every day. */
const AT_MOST = 20;

/**
 * Anybody may claim a name; nothing follows from it before it is proven.
 * @param host  in its one form
 * @throws Refusal `feature_not_in_plan`, `plan_limit`, or `already_taken` for one that the organization claims already
 */
export async function claimDomain(tx: Writing, { host }: { host: string }): Promise<Domain> {
  permit(tx.actor, 'organization.change');
  await requireFeature(tx, 'custom_domain');
  const { Domain } = tx.database;
  const { organizationId: organization_id } = tx.actor;
  const claimed = await Domain.count({ where: { organization_id, released_at: null }, transaction: tx.transaction });
  if (claimed >= AT_MOST) throw new Refusal('plan_limit', `An organization has at most ${AT_MOST} hosts of its own.`);
  const row = await Domain.create(
    { organization_id, id: uuidv7(), host, challenge: randomBytes(20).toString('base64url'), created_at: tx.now },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'domain.claimed', subjectId: row.id, after: { host } });
  // What was not given is undefined on the row as it was made.
  return domainAnswer({ ...row.get(), verified_at: null, checked_at: null, failing_since: null });
}
