import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import type { Branding } from '../../../realtime/contract/resources/organizations.ts';
import { brandingAnswer } from '../../queries/organizations/organization-answer.ts';
import { ownOrganizationRow } from '../../queries/organizations/own-organization.ts';
import { audit } from '../log/audit.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import { requireFeature } from '../plans/require-feature.ts';
import { requireRoom } from '../plans/require-room.ts';
import type { Writing } from '../transact.ts';
import { nameLogo } from './name-logo.ts';
import { removeFile } from './remove-file.ts';

/** @throws Refusal `feature_not_in_plan` or `plan_limit` */
export async function keepLogo(
  tx: Writing,
  { type, content, hash }: { type: string; content: Buffer; hash: string },
): Promise<Branding> {
  permit(tx.actor, 'organization.change');
  // Of two at once the second one finds what the first has left.
  await lockOrganization(tx);
  await requireFeature(tx, 'custom_branding');
  const before = await removeFile(tx, 'logo');
  await requireRoom(tx, 'storage', content.length);
  await tx.query({
    name: 'logo-keep',
    text: `INSERT INTO files (organization_id, id, purpose, content_type, content, size, created_at) VALUES ($1, $2, 'logo', $3, $4, $5, $6)`,
    values: [tx.actor.organizationId, uuidv7(), type, content, content.length, tx.now],
  });
  await nameLogo(tx, hash);
  await audit(tx, { action: 'organization.logo_changed', before, after: { type, size: content.length } });
  return brandingAnswer(await ownOrganizationRow(tx));
}
