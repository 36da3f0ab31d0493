import { createECDH, randomBytes, type ECDH } from 'node:crypto';

/** What only the browser knows. */
export type BrowserKeys = { curve: ECDH; auth: Buffer };

/** What a browser says of itself that wants to be told. */
export function pushSubscription(
  endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(12).toString('hex')}`,
  { curve, auth }: BrowserKeys = browserKeys(),
) {
  return {
    endpoint,
    keys: { p256dh: curve.getPublicKey('base64url'), auth: auth.toString('base64url') },
  };
}

export function browserKeys(): BrowserKeys {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  return { curve, auth: randomBytes(16) };
}
