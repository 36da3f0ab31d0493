import { createHmac } from 'node:crypto';
import type { Keys } from '../access/keys.ts';
import { readStoredToken } from '../access/stored-token.ts';
import { shortId } from '../access/short-id.ts';

/**
 * The credential of one of the demo's screens. Derived, so that every start on every node can print the same link and a screen
 * that is open stays paired.
 */
export function demoDeviceToken(keys: Keys, organizationId: string, deviceId: string): { token: string; hash: Buffer } {
  const secret = createHmac('sha256', keys(organizationId, 'demo-device')).update(deviceId).digest('base64url');
  const token = `dev_${shortId(organizationId)}${shortId(deviceId)}${secret}`;
  const read = readStoredToken('device', token);
  if (!read) throw new Error('a device token has another form now');
  return { token, hash: read.hash };
}
