import { createECDH, createHmac } from 'node:crypto';
import type { Keys } from './keys.ts';

/** The organization's VAPID keys, in base64url: with them its messages are known at the push services. */
export type PushKeys = { publicKey: string; privateKey: string };

/**
 * Derived from the service's secret, so that every node has the same ones and nothing is kept. A key of its own for every
 * organization: what one could send, no other can.
 */
export function pushKeysOf(keys: Keys, organizationId: string): PushKeys {
  const secret = keys(organizationId, 'web-push');
  for (let attempt = 0; ; attempt++) {
    const curve = createECDH('prime256v1');
    const candidate = createHmac('sha256', secret).update(`vapid ${attempt}`).digest();
    try {
      curve.setPrivateKey(candidate);
    } catch {
      continue; // not below the order of the curve: one of four thousand million
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: candidate.toString('base64url') };
  }
}

/** Names a stay, or the origin of an appointment, to the telephone and to its push service, and says nothing about it. */
export function pushTag(keys: Keys, organizationId: string, id: string): string {
  const secret = keys(organizationId, 'web-push');
  return createHmac('sha256', secret).update(`tag ${id}`).digest().subarray(0, 16).toString('base64url');
}
