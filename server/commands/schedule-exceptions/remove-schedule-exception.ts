import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { removeUnused } from '../remove-unused.ts';
import type { Writing } from '../transact.ts';

/** Regular hours hold again on these days. @throws Refusal `not_found` */
export async function removeScheduleException(tx: Writing, { id }: { id: string }): Promise<void> {
  permitEverywhere(tx.actor, 'catalogue.change');
  await findRow(tx, tx.database.ScheduleException, id);
  await removeUnused(tx, 'schedule_exceptions', id, []);
}
