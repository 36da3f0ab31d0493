import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';

/** Deleted when no queue ever offered it and nobody booked it, deactivated otherwise. @throws Refusal `not_found` */
export async function removeService(tx: Writing, { id }: { id: string }): Promise<void> {
  permitEverywhere(tx.actor, 'catalogue.change');
  await findRow(tx, tx.database.Service, id);
  const removed = await removeUnused(tx, 'services', id, [
    ['queues', 'service_id'],
    ['appointments', 'service_id'],
  ]);
  if (!removed) await revise(tx, tx.database.Service, { id, expected: null }, { active: false });
}
