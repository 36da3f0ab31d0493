import { Refusal } from '../../../models/rules/refusal.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { deviceAnswer } from './device-answers.ts';

/** What a paired screen is told about itself. @throws Refusal `unauthenticated` for anybody else */
export async function ownDevice(tx: Reading): Promise<Device> {
  if (tx.actor.kind !== 'device') throw new Refusal('unauthenticated');
  return deviceAnswer(tx, await findRow(tx, tx.database.Device, tx.actor.id));
}
