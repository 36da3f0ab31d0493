import { literal } from 'sequelize';
import type { z } from 'zod';
import type { OrganizationRow } from '../../../models/organization.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { changeOrganization as body, Organization } from '../../../realtime/contract/resources/organizations.ts';
import { organizationAnswer } from '../../queries/organizations/organization-answer.ts';
import { ownOrganizationRow } from '../../queries/organizations/own-organization.ts';
import { audit, changed } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** What is left out of `branding`, or of its contact, stays as it is. @throws Refusal `version_mismatch` */
export async function changeOrganization(
  tx: Writing,
  { expected, branding, ...changes }: z.infer<typeof body> & { expected: number | null },
): Promise<Organization> {
  permit(tx.actor, 'organization.change');
  const before = await ownOrganizationRow(tx);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  // What was read above is what is merged with: somebody who was faster makes the revision another one.
  const [, [row]] = await tx.database.Organization.update(
    { ...given, branding: merged(before.branding, branding), revision: literal('revision + 1') },
    {
      where: { id: tx.actor.organizationId, revision: expected ?? before.revision },
      returning: true,
      transaction: tx.transaction,
    },
  );
  if (!row) throw new Refusal('version_mismatch');
  const asked = { ...given, ...(branding && { branding }) };
  const columns = Object.keys(asked) as (keyof OrganizationRow)[]; // of the body, whose words are the columns'
  const told = (from: OrganizationRow) => Object.fromEntries(columns.map((column) => [column, from[column]]));
  await audit(tx, { action: 'organization.changed', ...changed(told(before), told(row)) });
  return organizationAnswer(row);
}

type Looks = OrganizationRow['branding'];

function merged(before: Looks, { contact, ...looks }: z.infer<typeof body>['branding'] = {}): Looks {
  const all = { ...before, ...looks, ...(contact && { contact: { ...before.contact, ...contact } }) };
  // What was said to be undefined was not said.
  return JSON.parse(JSON.stringify(all)) as Looks; // of what was put in above
}
