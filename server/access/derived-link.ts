import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyPurpose, Keys } from './keys.ts';
import { shortId, uuidFromShortId } from './short-id.ts';

/** The token of a link that needs no sign-in: it names the organization and one thing of it. */
export type DerivedLink = {
  make(keys: Keys, organizationId: string, id: string): string;
  /** What a token names, or null for one that we did not make. */
  read(keys: Keys, token: string): { organizationId: string; id: string } | null;
  /** The organization that a token names; not yet verified. Null for a token of another kind. */
  organizationOf(token: string): string | null;
};

/**
 * Its signature of 128 bits can only be made with the organization's key. Derived, so that nothing is stored and the same thing
 * always has the same link.
 */
export function derivedLink(prefix: string, purpose: KeyPurpose): DerivedLink {
  const form = new RegExp(String.raw`^${prefix}_([\w-]{22})([\w-]{22})([\w-]{22})$`);

  function parse(token: string): { organizationId: string; id: string; signed: Buffer } | null {
    const [, organization = '', thing = '', signed = ''] = form.exec(token) ?? [];
    const organizationId = uuidFromShortId(organization);
    const id = uuidFromShortId(thing);
    if (organizationId === null || id === null || uuidFromShortId(signed) === null) return null;
    return { organizationId, id, signed: Buffer.from(signed, 'base64url') };
  }

  function signature(keys: Keys, organizationId: string, id: string): Buffer {
    return createHmac('sha256', keys(organizationId, purpose)).update(id).digest().subarray(0, 16);
  }

  return {
    make: (keys, organizationId, id) =>
      `${prefix}_${shortId(organizationId)}${shortId(id)}${signature(keys, organizationId, id).toString('base64url')}`,
    read(keys, token) {
      const named = parse(token);
      if (!named) return null;
      const { organizationId, id, signed } = named;
      return timingSafeEqual(signature(keys, organizationId, id), signed) ? { organizationId, id } : null;
    },
    organizationOf: (token) => parse(token)?.organizationId ?? null,
  };
}
