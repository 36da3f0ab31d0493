import { permit } from '../../../models/rules/permissions.ts';
import { ownDomainRow } from '../../queries/domains/own-domain-row.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** The host leads here no more. One that was proven rests before another organization may have it. @throws Refusal `not_found` */
export async function releaseDomain(tx: Writing, id: string): Promise<void> {
  permit(tx.actor, 'organization.change');
  const row = await ownDomainRow(tx, id);
  const { transaction } = tx;
  if (row.verified_at === null) await row.destroy({ transaction });
  else await row.update({ released_at: tx.now }, { transaction });
  await audit(tx, { action: 'domain.released', subjectId: id, before: { host: row.host } });
}
