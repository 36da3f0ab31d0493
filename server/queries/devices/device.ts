import { permit } from '../../../models/rules/permissions.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { deviceAnswer } from './device-answers.ts';

/** @throws Refusal `not_found` */
export async function device(tx: Reading, id: string): Promise<Device> {
  permit(tx.actor, 'device.read');
  return deviceAnswer(tx, await findRow(tx, tx.database.Device, id));
}
