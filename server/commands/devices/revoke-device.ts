import { permit } from '../../../models/rules/permissions.ts';
import { reachableDevice } from '../../queries/devices/reachable-devices.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';

/** The screen has to be paired again. What it was called stays, for the history. @throws Refusal `not_found` */
export async function revokeDevice(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'device.change');
  const { revoked_at } = await reachableDevice(tx, id);
  if (revoked_at !== null) return;
  await revise(tx, tx.database.Device, { id, expected: null }, { revoked_at: tx.now, token_hash: null });
}
