import type { Edited, Table } from '../../../models/columns.ts';
import { findRow } from '../../queries/find-row.ts';
import type { Writing } from '../transact.ts';
import { lockOrganization } from './lock-organization.ts';
import { requireRoom } from './require-room.ts';

/**
 * Asked before a row is made active. One that is active already takes no more room, also where the plan has become too small.
 * @throws Refusal `not_found`, `plan_limit`
 */
export async function requireRoomToReturn<T extends Edited>(
  tx: Writing,
  table: Table<T>,
  id: string,
  limit: 'providers' | 'users',
): Promise<void> {
  // First the lock: whoever deactivates it meanwhile frees a place that somebody else may take.
  await lockOrganization(tx);
  const { active } = await findRow(tx, table, id);
  if (!active) await requireRoom(tx, limit);
}
