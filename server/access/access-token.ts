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
  /** Which of the organization's keys has signed it. */
  keyNumber: number;
  /** In milliseconds since 1970. */
  expiresAt: number;
};

/** Seconds an access token is good for. */
export const ACCESS_TOKEN_SECONDS = 600;

const TYPE = 'at+jwt';
const NAMES = { issuer: 'waitlessq', audience: 'waitlessq-api' } as const;
/** Ours have some five hundred characters; nothing longer is worth reading. */
const LONGEST = 1_500;
/** The nodes' clocks may differ by so much: a token may have begun a little later than now. When it ends it ends: that costs a renewal. */
const SKEW_SECONDS = 5;

const header = z.object({ alg: z.literal('HS256'), typ: z.literal(TYPE), kid: z.string().transform(keyNamed) });
const payload = z.object({
  sub: z.uuid(),
  org: z.uuid(),
  sid: z.uuid(),
  role: z.enum(ROLES),
  iat: z.int(),
  exp: z.int(),
});

export type AccessTokens = {
  issue(claims: Omit<AccessClaims, 'expiresAt'>): string;
  /** @throws Refusal `token_expired` or `unauthenticated` */
  read(token: string): AccessClaims;
};

/** @param now  the time of all nodes: a token given by one of them is good and ends on every other */
export function createAccessTokens(keys: Keys, now: () => number = () => Date.now()): AccessTokens {
  // Whoever connects again shows the same token: what was verified once needs no second time.
  const verified = new BoundedMap<string, AccessClaims>(10_000);
  return {
    issue: ({ organizationId, userId, sessionId, role, keyNumber }) =>
      jwt.sign(
        { org: organizationId, sid: sessionId, role, iat: Math.floor(now() / 1000) },
        keys(organizationId, `access-token.${keyNumber}`),
        {
          ...NAMES,
          algorithm: 'HS256',
          header: { alg: 'HS256', typ: TYPE, kid: `${organizationId}.${keyNumber}` },
          subject: userId,
          expiresIn: ACCESS_TOKEN_SECONDS,
        },
      ),
    read(token) {
      const known = verified.get(token);
      if (known && known.expiresAt > now()) return known;
      const claims = verify(keys, token, now() / 1000);
      verified.set(token, claims);
      return claims;
    },
  };
}

/** The organization that a token names; not yet verified. */
export function organizationOfAccessToken(token: string): string | null {
  return keyOf(token)?.organizationId ?? null;
}

type Key = { organizationId: string; number: number };

function keyOf(token: string): Key | null {
  if (token.length > LONGEST) return null;
  return header.safeParse(jwt.decode(token, { complete: true })?.header).data?.kid ?? null;
}

function verify(keys: Keys, token: string, now: number): AccessClaims {
  const key = keyOf(token);
  if (key === null) throw new Refusal('unauthenticated');
  const { organizationId, number } = key;
  const said = payload.safeParse(verifySignature(token, keys, key, now));
  if (!said.success || said.data.org !== organizationId) throw new Refusal('unauthenticated');
  const { sub, sid, role, iat, exp } = said.data;
  if (exp <= now) throw new Refusal('token_expired');
  // The library takes a token from the future, and one that lives for years.
  if (iat > now + SKEW_SECONDS || exp - iat > ACCESS_TOKEN_SECONDS) throw new Refusal('unauthenticated');
  return { organizationId, userId: sub, sessionId: sid, role, keyNumber: number, expiresAt: exp * 1000 };
}

function verifySignature(token: string, keys: Keys, { organizationId, number }: Key, now: number): unknown {
  try {
    // Left open, the library takes other algorithms, any audience and tokens without an end.
    return jwt.verify(token, keys(organizationId, `access-token.${number}`), {
      ...NAMES,
      algorithms: ['HS256'],
      maxAge: ACCESS_TOKEN_SECONDS,
      clockTolerance: SKEW_SECONDS,
      clockTimestamp: Math.floor(now),
    });
  } catch (error) {
    throw new Refusal(error instanceof jwt.TokenExpiredError ? 'token_expired' : 'unauthenticated');
  }
}

const KEY = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9]\d{0,5})$/;

/** Whether there is such a key, and for how long, the database says: see `liveSession`. */
function keyNamed(kid: string): Key | null {
  const [, organizationId, number] = KEY.exec(kid) ?? [];
  return organizationId === undefined ? null : { organizationId, number: Number(number) };
}
