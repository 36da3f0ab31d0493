import { createHash, randomBytes } from 'node:crypto';
import { shortId, uuidFromShortId } from './short-id.ts';

/** A credential that is stored as its hash: `<kind>_<organization><id><256 random bits>`. */
export type StoredToken = { organizationId: string; id: string; hash: Buffer };

const KINDS = {
  device: 'dev',
  refresh: 'rft',
  'device-code': 'dvc',
  invitation: 'inv',
  'password-reset': 'rst',
  'support-link': 'sup',
  operator: 'ops',
  'api-key': 'wlq',
} as const;
export type StoredTokenKind = keyof typeof KINDS;

const SECRET_BYTES = 32;

/** A new one: `token` is shown once, `hash` is kept. */
export function makeStoredToken(
  kind: StoredTokenKind,
  organizationId: string,
  id: string,
): { token: string; hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const token = `${KINDS[kind]}_${shortId(organizationId)}${shortId(id)}${secret}`;
  return { token, hash: hashOf(token) };
}

/** What a token names, and the hash to look for; null when it has not the form of this kind. */
export function readStoredToken(kind: StoredTokenKind, token: string): StoredToken | null {
  const [, organization = '', id = ''] =
    new RegExp(`^${KINDS[kind]}_([\\w-]{22})([\\w-]{22})[\\w-]{43}$`).exec(token) ?? [];
  const named = { organizationId: uuidFromShortId(organization), id: uuidFromShortId(id) };
  if (named.organizationId === null || named.id === null) return null;
  return { organizationId: named.organizationId, id: named.id, hash: hashOf(token) };
}

/** Fast on purpose: 256 random bits cannot be guessed, however fast the hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
