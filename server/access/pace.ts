import type { Actor } from '../../models/vocabulary.ts';
import type { Limit, LimitName } from './limits.ts';

type Kind = Extract<LimitName, 'organization' | 'guests' | 'api_keys' | 'principal' | 'writes'>;

/**
 * A plan says how many requests a second; they may come all at once for so long: a whole clinic comes back when its network does,
 * one tablet has no reason to.
 */
const BURST_SECONDS = { organization: 5, guests: 5, api_keys: 5, principal: 1, writes: 1 } as const satisfies Record<
  Kind,
  number
>;

/** Of an organization's pace. One tablet that has gone wild leaves room for its colleagues, and one integration for the others. */
const SHARE = { organization: 1, guests: 1, api_keys: 0.5, principal: 0.8, writes: 0.5 } as const satisfies Record<
  Kind,
  number
>;

/** @param requests  of an organization, by second; null: its plan says nothing, and the usual limit is kept */
export function paceOf(requests: number | null, kind: Kind): Limit | null {
  if (requests === null) return null;
  const seconds = BURST_SECONDS[kind];
  return { points: Math.max(1, Math.floor(requests * seconds * SHARE[kind])), seconds };
}

/** With whom somebody shares the organization's pace: whoever floods it from outside shall not stop those who work there. */
export function companyOf(actor: Actor | null): 'organization' | 'guests' | 'api_keys' {
  switch (actor?.kind) {
    case 'api_key':
      return 'api_keys';
    case 'patient':
    case 'booking':
    case 'public':
    case undefined:
      return 'guests';
    case 'user':
    case 'operator':
    case 'device':
    case 'system':
      return 'organization';
  }
}
