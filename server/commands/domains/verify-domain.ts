import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';
import { domainAnswer } from '../../queries/domains/domain-answer.ts';
import { ownDomainRow } from '../../queries/domains/own-domain-row.ts';
import { audit } from '../log/audit.ts';
import { requireFeature } from '../plans/require-feature.ts';
import type { Writing } from '../transact.ts';

/** For so long a name that was given up stays away from others: links and sign-ins of the one before still lead there. */
const REST_DAYS = 30;

/**
 * The record was found: from now on the host leads to this organization. Of two who verify at once, the database takes one.
 * @throws Refusal `already_taken`, `feature_not_in_plan`
 */
export async function verifyDomain(tx: Writing, id: string): Promise<Domain> {
  permit(tx.actor, 'organization.change');
  await requireFeature(tx, 'custom_domain');
  const row = await ownDomainRow(tx, id);
  const [resting] = await tx.query({
    name: 'domain-resting',
    text: `SELECT FROM control.domains WHERE organization_id <> $1 AND host = $2 AND verified_at IS NOT NULL
             AND released_at > $3::timestamptz - interval '${REST_DAYS} days' LIMIT 1`,
    values: [tx.actor.organizationId, row.host, tx.now],
  });
  if (resting) throw new Refusal('already_taken');
  const isNew = row.verified_at === null || row.failing_since !== null;
  await row.update(
    { verified_at: row.verified_at ?? tx.now, checked_at: tx.now, failing_since: null },
    { transaction: tx.transaction },
  );
  if (isNew) await audit(tx, { action: 'domain.verified', subjectId: id, after: { host: row.host } });
  return domainAnswer(row);
}
