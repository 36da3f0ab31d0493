import { permit } from '../../../models/rules/permissions.ts';
import type { Reading } from '../snapshot.ts';
import { recordOf } from './domain-answer.ts';
import { ownDomainRow } from './own-domain-row.ts';

/** What has to be found in the DNS before the name is the organization's. */
export async function domainToVerify(tx: Reading, id: string): Promise<{ name: string; value: string }> {
  permit(tx.actor, 'organization.change');
  return recordOf(await ownDomainRow(tx, id));
}
