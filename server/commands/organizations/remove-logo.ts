import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { nameLogo } from './name-logo.ts';
import { removeFile } from './remove-file.ts';

/** Also after the plan has changed: what is there may always be taken away. */
export async function removeLogo(tx: Writing): Promise<void> {
  permit(tx.actor, 'organization.change');
  const before = await removeFile(tx, 'logo');
  if (before === null) return;
  await nameLogo(tx, null);
  await audit(tx, { action: 'organization.logo_removed', before });
}
