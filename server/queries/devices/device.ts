import { permit } from '../../../models/rules/permissions.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import type { Reading } from '../snapshot.ts';
import { deviceAnswer } from './device-answers.ts';
import { reachableDevice } from './reachable-devices.ts';

/** @throws Refusal `not_found` */
export async function device(tx: Reading, id: string): Promise<Device> {
  permit(tx.actor, 'device.read');
  return deviceAnswer(tx, await reachableDevice(tx, id));
}
