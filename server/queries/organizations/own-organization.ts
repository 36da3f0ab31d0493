import type { OrganizationRow } from '../../../models/organization.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Organization } from '../../../realtime/contract/resources/organizations.ts';
import type { Reading } from '../snapshot.ts';
import { organizationAnswer } from './organization-answer.ts';

/** The directory knows all organizations; the asker's own is all that may be read of it. */
export async function ownOrganization(tx: Reading): Promise<Organization> {
  permit(tx.actor, 'organization.read');
  return organizationAnswer(await ownOrganizationRow(tx));
}

export async function ownOrganizationRow(tx: Reading): Promise<OrganizationRow> {
  const row = await tx.database.Organization.findOne({
    where: { id: tx.actor.organizationId },
    transaction: tx.transaction,
  });
  if (!row) throw new Refusal('not_found');
  return row;
}
