import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeDevice as body, Device } from '../../../realtime/contract/resources/devices.ts';
import { deviceAnswer } from '../../queries/devices/device-answers.ts';
import { concernsOffice } from '../../queries/own-offices.ts';
import { reachableDevice } from '../../queries/devices/reachable-devices.ts';
import { missing, requireExisting } from '../require-existing.ts';
import { revise, type Related } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { assignQueues } from './assign-queues.ts';

/** @throws Refusal `not_found`, `version_mismatch` */
export async function changeDevice(
  tx: Writing,
  { id, expected, queue_ids, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Device> {
  permit(tx.actor, 'device.change');
  await reachableDevice(tx, id);
  const { office_id } = changes;
  if (office_id !== undefined) {
    await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
    if (!(await concernsOffice(tx, office_id))) throw missing('body.office_id');
  }
  const more = queue_ids === undefined ? false : await otherQueues(tx, id, queue_ids);
  const row = await revise(tx, tx.database.Device, { id, expected }, changes, more);
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
