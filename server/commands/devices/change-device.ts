import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeDevice as body, Device } from '../../../realtime/contract/resources/devices.ts';
import { deviceAnswer } from '../../queries/devices/device-answers.ts';
import { reachableDevice } from '../../queries/devices/reachable-devices.ts';
import { revise, type Related } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { assignQueues } from './assign-queues.ts';

/** @throws Refusal `not_found`, `version_mismatch` */
export async function changeDevice(
  tx: Writing,
  { id, expected, name, queue_ids }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Device> {
  permit(tx.actor, 'device.change');
  await reachableDevice(tx, id);
  const more = queue_ids === undefined ? false : await otherQueues(tx, id, queue_ids);
  const row = await revise(tx, tx.database.Device, { id, expected }, { name }, more);
  if (queue_ids) await assignQueues(tx, id, queue_ids);
  return deviceAnswer(tx, row);
}

async function otherQueues(tx: Writing, id: string, queueIds: readonly string[]): Promise<Related> {
  const before = await tx.database.DeviceQueue.findAll({
    where: { organization_id: tx.actor.organizationId, device_id: id },
    transaction: tx.transaction,
  });
  return { before: { queue_ids: before.map(({ queue_id }) => queue_id) }, after: { queue_ids: queueIds } };
}
