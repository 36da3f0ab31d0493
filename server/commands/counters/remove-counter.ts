import { permit } from '../../../models/rules/permissions.ts';
import { ownCounter } from '../../queries/counters/own-counter.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireIdleCounter } from './require-idle-counter.ts';

/** Deleted when it was never opened, deactivated otherwise. @throws Refusal `not_found`, `in_use`, `counter_busy` */
export async function removeCounter(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'catalogue.change');
  await ownCounter(tx, id);
  await requireIdleCounter(tx, id);
  const removed = await removeUnused(tx, 'counters', id, [
    ['counter_sessions', 'counter_id'],
    ['entries', 'counter_id'],
    ['entry_intervals', 'counter_id'],
    ['calls', 'counter_id'],
  ]);
  if (!removed) await revise(tx, tx.database.Counter, { id, expected: null }, { active: false });
}
