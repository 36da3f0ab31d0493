import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { BoundedMap } from './bounded-map.ts';

/** What a key may be used for. A key of one purpose or organization tells nothing about any other. */
const PURPOSES = [
  'second-factor',
  'sign-in-link',
  'tracking-link',
  'booking-link',
  'calendar-feed',
  'stored-answer',
  'personal-data',
  'personal-index',
  'web-push',
  'request-fingerprint',
  'sign-up',
  'demo-device',
] as const;
export type KeyPurpose =
  | (typeof PURPOSES)[number]
  /** Access tokens have a key that can be changed: the number is all that is stored of it. */
  | `access-token.${number}`;

/** The organization's key for a purpose, as an object: handed to the verifier as bytes, it was parsed again for every token, 31 times dearer. */
export type Keys = (organizationId: string, purpose: KeyPurpose) => KeyObject;

const SHORTEST_SECRET = 32;

/** @throws RangeError when the secret is too short to be one */
export function createKeys(secretKey: string): Keys {
  if (secretKey.length < SHORTEST_SECRET)
    throw new RangeError(`SECRET_KEY must have at least ${SHORTEST_SECRET} characters`);
  const secret = createSecretKey(secretKey, 'utf8');
  const derived = new BoundedMap<string, KeyObject>(20_000);
  return (organizationId, purpose) => {
    const name = `${purpose}:${organizationId}`;
    const known = derived.get(name);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, organizationId, `waitlessq ${purpose}`, 32)));
    derived.set(name, key);
    return key;
  };
}
