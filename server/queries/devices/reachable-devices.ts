import type { DeviceRow } from '../../../models/device.ts';
import { queueScopeOf } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { findRow } from '../find-row.ts';
import { ownOffices } from '../own-offices.ts';
import type { Reading } from '../snapshot.ts';

/** The screens of one's own offices that show nothing but one's own queues: whoever changes one changes it for all that it shows. */
export async function reachableDevices(tx: Reading): Promise<'all' | readonly string[]> {
  const queueIds = queueScopeOf(tx.actor);
  const offices = await ownOffices(tx);
  if (queueIds === 'all' || offices === 'all') return 'all';
  const devices = await tx.query<{ id: string }>({
    name: 'own-devices',
    text: `SELECT d.id FROM devices d
           WHERE d.organization_id = $1 AND d.office_id = ANY ($2) AND NOT EXISTS (
             SELECT FROM device_queues q WHERE q.organization_id = $1 AND q.device_id = d.id AND q.queue_id <> ALL ($3))`,
    values: [tx.actor.organizationId, offices, queueIds],
  });
  return devices.map(({ id }) => id);
}

/** @throws Refusal `not_found` */
export async function reachableDevice(tx: Reading, id: string): Promise<DeviceRow> {
  const row = await findRow(tx, tx.database.Device, id);
  const own = await reachableDevices(tx);
  if (own !== 'all' && !own.includes(id)) throw new Refusal('not_found');
  return row;
}
