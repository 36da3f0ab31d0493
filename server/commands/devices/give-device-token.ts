import type { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { deviceToken } from '../../../realtime/contract/resources/devices.ts';
import { makeStoredToken, readStoredToken } from '../../access/stored-token.ts';
import { deviceAnswer } from '../../queries/devices/device-answers.ts';
import { findRow } from '../../queries/find-row.ts';
import type { Writing } from '../transact.ts';

/**
 * The screen that knows the device code gets its credential. Asked again while the code is good, it gets another one and the first
 * is worth nothing: an answer may have been lost.
 * @throws Refusal `not_found`, `code_expired`, `pairing_pending`
 */
export async function giveDeviceToken(tx: Writing, deviceCode: string): Promise<z.infer<typeof deviceToken>> {
  const { organizationId } = tx.actor;
  const deviceId = await pairedBy(tx, deviceCode);
  const { token, hash } = makeStoredToken('device', organizationId, deviceId);
  const [given] = await tx.query({
    name: 'give-device-token',
    text: `UPDATE devices SET token_hash = $3, last_seen_at = $4
           WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
    values: [organizationId, deviceId, hash, tx.now],
  });
  if (!given) throw new Refusal('code_expired');
  return { device_token: token, device: await deviceAnswer(tx, await findRow(tx, tx.database.Device, deviceId)) };
}

async function pairedBy(tx: Writing, deviceCode: string): Promise<string> {
  const named = readStoredToken('device-code', deviceCode);
  if (named === null || named.organizationId !== tx.actor.organizationId) throw new Refusal('not_found');
  const [code] = await tx.query<{ expires_at: Date; device_id: string | null }>({
    name: 'read-device-code',
    text: 'SELECT expires_at, device_id FROM device_codes WHERE organization_id = $1 AND id = $2 AND device_code_hash = $3',
    values: [tx.actor.organizationId, named.id, named.hash],
  });
  if (!code) throw new Refusal('not_found');
  if (code.expires_at <= tx.now) throw new Refusal('code_expired');
  if (code.device_id === null) throw new Refusal('pairing_pending');
  return code.device_id;
}
