import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import { deviceAnswer } from '../../queries/devices/device-answers.ts';
import { reachableDevice } from '../../queries/devices/reachable-devices.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** The screen shall load its page anew, as soon as nobody is being called. @throws Refusal `not_found`, `not_possible_now` */
export async function reloadDevice(tx: Writing, { id }: { id: string }): Promise<Device> {
  permit(tx.actor, 'device.change');
  const { revoked_at } = await reachableDevice(tx, id);
  if (revoked_at !== null) throw new Refusal('not_possible_now', 'This screen is not paired any more.');
  // It is no change of what the screen is: whoever is editing it is not overtaken.
  await tx.query({
    name: 'reload-device',
    text: 'UPDATE devices SET reloads = reloads + 1 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id],
  });
  await audit(tx, { action: 'device.reloaded', subjectId: id });
  return deviceAnswer(tx, await reachableDevice(tx, id));
}
