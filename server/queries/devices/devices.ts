import { permit } from '../../../models/rules/permissions.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { deviceAnswers } from './device-answers.ts';
import { reachableDevices } from './reachable-devices.ts';

export async function devices(
  tx: Reading,
  { office_id, ...part }: PageOf & { office_id?: string | undefined },
): Promise<Page<Device>> {
  permit(tx.actor, 'device.read');
  return page(tx, tx.database.Device, { ...part, among: await reachableDevices(tx) }, { office_id }, (rows) =>
    deviceAnswers(tx, rows),
  );
}
