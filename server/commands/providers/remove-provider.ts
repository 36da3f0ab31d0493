import { permit } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { requireNobodyBooked } from '../appointments/require-nobody-booked.ts';
import { endFeed } from '../calendars/end-feed.ts';
import { removeUnused } from '../remove-unused.ts';
import { revise } from '../revise.ts';
import { forgetHours } from '../schedules/forget-hours.ts';
import type { Writing } from '../transact.ts';
import { requireNoQueue } from './require-no-queue.ts';

/** Deleted when nobody ever waited for this provider or had an appointment, deactivated otherwise. The hours and the calendar's address go in any case. @throws Refusal `not_found`, `in_use` */
export async function removeProvider(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'provider.change');
  await findRow(tx, tx.database.Provider, id);
  await requireNoQueue(tx, id);
  await requireNobodyBooked(tx, { provider_id: id });
  await forgetHours(tx, { provider_id: id });
  const removed = await removeUnused(tx, 'providers', id, [
    ['queues', 'provider_id'],
    ['appointments', 'provider_id'],
  ]);
  if (removed) return;
  await revise(tx, tx.database.Provider, { id, expected: null }, { active: false });
  await endFeed(tx, id);
}
