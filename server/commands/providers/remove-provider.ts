import { permit } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireNoQueue } from './require-no-queue.ts';

/** Deleted when people never waited for this provider, deactivated otherwise. @throws Refusal `not_found`, `in_use` */
export async function removeProvider(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'provider.change');
  await findRow(tx, tx.database.Provider, id);
  await requireNoQueue(tx, id);
  const removed = await removeUnused(tx, 'providers', id, [['queues', 'provider_id']]);
  if (!removed) await revise(tx, tx.database.Provider, { id, expected: null }, { active: false });
}
