import { createECDH } from 'node:crypto';
import { Refusal } from '../../../models/rules/refusal.ts';

/**
 * What is no point of the curve could not be encrypted for, later, when nobody is there to hear it.
 * @throws Refusal `invalid_input`
 */
export function requirePoint(p256dh: string): void {
  try {
    const curve = createECDH('prime256v1');
    curve.generateKeys();
    curve.computeSecret(Buffer.from(p256dh, 'base64url'));
  } catch {
    throw new Refusal('invalid_input', undefined, [{ path: 'body.keys.p256dh', message: 'must be a point of P-256' }]);
  }
}
