import { concernsQueue } from '../../../models/rules/permissions.ts';
import { missing, requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';

/** The queues a device shows or gives numbers for, instead of those before. @throws Refusal `not_found` */
export async function assignQueues(tx: Writing, deviceId: string, queueIds: readonly string[]): Promise<void> {
  const organization_id = tx.actor.organizationId;
  const { DeviceQueue, Queue } = tx.database;
  await requireExisting(tx, Queue, queueIds, 'body.queue_ids');
  if (!queueIds.every((id) => concernsQueue(tx.actor, id))) throw missing('body.queue_ids');
  await DeviceQueue.destroy({ where: { organization_id, device_id: deviceId }, transaction: tx.transaction });
  await DeviceQueue.bulkCreate(
    [...new Set(queueIds)].map((queue_id) => ({ organization_id, device_id: deviceId, queue_id })),
    { transaction: tx.transaction },
  );
}
