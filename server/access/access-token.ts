import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { Refusal } from '../../models/rules/refusal.ts';
import { ROLES, type Role } from '../../models/vocabulary.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Keys } from './keys.ts';

/** What an access token says: a user of one organization, in one session. */
export type AccessClaims = {
  organizationId: string;
  userId: string;
  sessionId: string;
  role: Role;
  /** In milliseconds since 1970. */
  expiresAt: number;
};

/** Seconds an access token is good for. */
export const ACCESS_TOKEN_SECONDS = 600;

const TYPE = 'at+jwt';
const NAMES = { issuer: 'waitlessq', audience: 'waitlessq-api' } as const;
const KEY_NUMBER = 1;

const header = z.object({ typ: z.literal(TYPE), kid: z.string().transform(organizationOfKey) });
const payload = z.object({ sub: z.uuid(), org: z.uuid(), sid: z.uuid(), role: z.enum(ROLES), exp: z.int() });

export type AccessTokens = {
  issue(claims: Omit<AccessClaims, 'expiresAt'>): string;
  /** @throws Refusal `token_expired` or `unauthenticated` */
  read(token: string): AccessClaims;
};

export function createAccessTokens(keys: Keys): AccessTokens {
  // Whoever connects again shows the same token: what was verified once needs no second time.
  const verified = new BoundedMap<string, AccessClaims>(10_000);
  return {
    issue: ({ organizationId, userId, sessionId, role }) =>
      jwt.sign({ org: organizationId, sid: sessionId, role }, keys(organizationId, 'access-token'), {
        ...NAMES,
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: TYPE, kid: `${organizationId}.${KEY_NUMBER}` },
        subject: userId,
        expiresIn: ACCESS_TOKEN_SECONDS,
      }),
    read(token) {
      const known = verified.get(token);
      if (known && known.expiresAt > Date.now()) return known;
      const claims = verify(keys, token);
      verified.set(token, claims);
      return claims;
    },
  };
}

/** The organization that a token names; not yet verified. */
export function organizationOfAccessToken(token: string): string | null {
  const parsed = header.safeParse(jwt.decode(token, { complete: true })?.header);
  return parsed.success ? parsed.data.kid : null;
}

function verify(keys: Keys, token: string): AccessClaims {
  const organizationId = organizationOfAccessToken(token);
  if (organizationId === null) throw new Refusal('unauthenticated');
  const said = payload.safeParse(verifySignature(token, keys, organizationId));
  if (!said.success || said.data.org !== organizationId) throw new Refusal('unauthenticated');
  const { sub, sid, role, exp } = said.data;
  return { organizationId, userId: sub, sessionId: sid, role, expiresAt: exp * 1000 };
}

function verifySignature(token: string, keys: Keys, organizationId: string): unknown {
  try {
    // Left open, the library takes other algorithms, any audience and tokens without an end.
    return jwt.verify(token, keys(organizationId, 'access-token'), {
      ...NAMES,
      algorithms: ['HS256'],
      maxAge: ACCESS_TOKEN_SECONDS,
    });
  } catch (error) {
    throw new Refusal(error instanceof jwt.TokenExpiredError ? 'token_expired' : 'unauthenticated');
  }
}

function organizationOfKey(kid: string): string | null {
  const [organizationId, number] = kid.split('.');
  return z.uuid().safeParse(organizationId).success && number === String(KEY_NUMBER) ? String(organizationId) : null;
}
