import { crc32 } from 'node:zlib';
import { shortId } from './short-id.ts';
import { makeStoredToken, readStoredToken, type StoredToken } from './stored-token.ts';

const FORM = /^(wlq_[\w-]{87})_([0-9a-f]{8})$/;

/**
 * The credential of a program: `wlq_<organization><id><256 random bits>_<checksum>`. With the checksum a scanner that finds one in
 * somebody's source code can tell it from anything else without asking.
 */
export function makeApiKey(organizationId: string, id: string): { key: string; hash: Buffer } {
  const { token, hash } = makeStoredToken('api-key', organizationId, id);
  return { key: `${token}_${checksum(token)}`, hash };
}

/** What a key names, and the hash to look for; null for something that is none. */
export function readApiKey(key: string): StoredToken | null {
  const [, token, said] = FORM.exec(key) ?? [];
  if (token === undefined || said !== checksum(token)) return null;
  return readStoredToken('api-key', token);
}

/** Enough of a key to tell it from others, and nothing of its secret. */
export function prefixOfApiKey(organizationId: string, id: string): string {
  return `wlq_${shortId(organizationId)}${shortId(id)}`;
}

function checksum(token: string): string {
  return crc32(token).toString(16).padStart(8, '0');
}
