import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Device, pairDevice as body } from '../../../realtime/contract/resources/devices.ts';
import { deviceAnswer } from '../../queries/devices/device-answers.ts';
import { concernsOffice } from '../../queries/own-offices.ts';
import { audit } from '../log/audit.ts';
import { requireRoom } from '../plans/require-room.ts';
import { missing, requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';
import { assignQueues } from './assign-queues.ts';

/**
 * A manager types the code that a screen shows: it becomes a device of this office. The screen fetches its credential itself.
 * @throws Refusal `not_found` for the code, the office or a queue, `code_expired`, `already_taken` for a code that was used,
 * `plan_limit`
 */
export async function pairDevice(
  tx: Writing,
  { user_code, queue_ids, paper = null, prints_itself = false, asks_phone = false, ...rest }: z.infer<typeof body>,
): Promise<Device> {
  permit(tx.actor, 'device.change');
  const settings = { ...rest, paper, prints_itself, asks_phone };
  const { office_id } = settings;
  await requireRoom(tx, 'displays');
  const code = await lockCode(tx, user_code);
  await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
  if (!(await concernsOffice(tx, office_id))) throw missing('body.office_id');
  const row = await tx.database.Device.create(
    { ...settings, organization_id: tx.actor.organizationId, id: uuidv7() },
    { transaction: tx.transaction },
  );
  await assignQueues(tx, row.id, queue_ids);
  await tx.query({
    name: 'answer-device-code',
    text: 'UPDATE device_codes SET device_id = $3 WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, code, row.id],
  });
  await audit(tx, { action: 'device.paired', subjectId: row.id, after: { ...settings, queue_ids } });
  return deviceAnswer(tx, row);
}

/** As people type it: small letters, spaces, without the dash. */
async function lockCode(tx: Writing, typed: string): Promise<string> {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z]/g, '');
  const [code] = await tx.query<{ id: string; expires_at: Date; device_id: string | null }>({
    name: 'lock-device-code',
    text: 'SELECT id, expires_at, device_id FROM device_codes WHERE organization_id = $1 AND user_code = $2 FOR UPDATE',
    values: [tx.actor.organizationId, `${letters.slice(0, 4)}-${letters.slice(4)}`],
  });
  if (!code)
    throw new Refusal('not_found', undefined, [{ path: 'body.user_code', message: 'No screen shows this code.' }]);
  if (code.expires_at <= tx.now) throw new Refusal('code_expired');
  if (code.device_id !== null) throw new Refusal('already_taken');
  return code.id;
}
