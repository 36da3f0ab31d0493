import { derivedLink } from './derived-link.ts';
import type { Keys } from './keys.ts';

const LINK = derivedLink('trk', 'tracking-link');

/** The patient's own link to an entry. */
export const trackingToken = LINK.make;

/** The organization and entry that a token names, or null for one that we did not make. */
export function readTrackingToken(keys: Keys, token: string): { organizationId: string; entryId: string } | null {
  const named = LINK.read(keys, token);
  return named && { organizationId: named.organizationId, entryId: named.id };
}

/** The organization that a token names; not yet verified. */
export const organizationOfTrackingToken = LINK.organizationOf;
