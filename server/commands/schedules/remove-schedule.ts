import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** What was booked within these hours stays booked. @throws Refusal `not_found` */
export async function removeSchedule(tx: Writing, { id }: { id: string }): Promise<void> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const row = await findRow(tx, tx.database.Schedule, id, { lock: true });
  const { provider_id, office_id, effective_from, effective_until, hours } = row;
  await row.destroy({ transaction: tx.transaction });
  const before = { provider_id, office_id, effective_from, effective_until, hours };
  await audit(tx, { action: 'schedule.removed', subjectId: id, before });
}
