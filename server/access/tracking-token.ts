import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';
import { shortId, uuidFromShortId } from './short-id.ts';

const FORM = /^trk_([\w-]{22})([\w-]{22})([\w-]{22})$/;

/**
 * The patient's own link: it names the organization and the entry, and its signature of 128 bits can only be made with the
 * organization's key. Derived, so that nothing is stored and the same entry always has the same link.
 */
export function trackingToken(keys: Keys, organizationId: string, entryId: string): string {
  const named = shortId(organizationId) + shortId(entryId);
  return `trk_${named}${signature(keys, organizationId, entryId).toString('base64url')}`;
}

/** The organization and entry that a token names, or null for one that we did not make. */
export function readTrackingToken(keys: Keys, token: string): { organizationId: string; entryId: string } | null {
  const named = parse(token);
  if (!named) return null;
  const { organizationId, entryId, signed } = named;
  return timingSafeEqual(signature(keys, organizationId, entryId), signed) ? { organizationId, entryId } : null;
}

/** The organization that a token names; not yet verified. */
export function organizationOfTrackingToken(token: string): string | null {
  return parse(token)?.organizationId ?? null;
}

function parse(token: string): { organizationId: string; entryId: string; signed: Buffer } | null {
  const [, organization = '', entry = '', signed = ''] = FORM.exec(token) ?? [];
  const organizationId = uuidFromShortId(organization);
  const entryId = uuidFromShortId(entry);
  if (organizationId === null || entryId === null || uuidFromShortId(signed) === null) return null;
  return { organizationId, entryId, signed: Buffer.from(signed, 'base64url') };
}

function signature(keys: Keys, organizationId: string, entryId: string): Buffer {
  return createHmac('sha256', keys(organizationId, 'tracking-link')).update(entryId).digest().subarray(0, 16);
}
