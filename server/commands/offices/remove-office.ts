import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { forgetHours } from '../schedules/forget-hours.ts';
import { requireEmptyOffice } from './require-empty-office.ts';

/** Deleted when it never had a queue, a counter, a screen or an appointment, deactivated otherwise. @throws Refusal `not_found`, `in_use` */
export async function removeOffice(tx: Writing, { id }: { id: string }): Promise<void> {
  permitEverywhere(tx.actor, 'catalogue.change');
  await findRow(tx, tx.database.Office, id);
  await requireEmptyOffice(tx, id);
  await tx.database.ProviderOffice.destroy({
    where: { organization_id: tx.actor.organizationId, office_id: id },
    transaction: tx.transaction,
  });
  await forgetHours(tx, { office_id: id });
  const removed = await removeUnused(tx, 'offices', id, [
    ['queues', 'office_id'],
    ['counters', 'office_id'],
    ['devices', 'office_id'],
    // Without its last office somebody's limited work would be everywhere.
    ['user_offices', 'office_id'],
    ['display_messages', 'office_id'],
    ['appointments', 'office_id'],
  ]);
  if (!removed) await revise(tx, tx.database.Office, { id, expected: null }, { active: false });
}
