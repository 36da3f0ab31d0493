import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Keys } from './keys.ts';

const NAMES = { issuer: 'waitlessq', audience: 'waitlessq-sign-in' } as const;
const TYPE = 'sign-in+jwt';

const payload = z.object({ sub: z.uuid() });

/**
 * A link that signs a user in without a password, until it ends. Only the operator's commands and the demonstration make
 * one: whoever can, already reads the key.
 */
export function makeSignInLink(
  keys: Keys,
  { organizationId, userId, seconds }: { organizationId: string; userId: string; seconds: number },
): string {
  return jwt.sign({}, keys(organizationId, 'sign-in-link'), {
    ...NAMES,
    algorithm: 'HS256',
    header: { alg: 'HS256', typ: TYPE },
    subject: userId,
    expiresIn: seconds,
  });
}

/** The user whom a link of this organization signs in. @throws Refusal `token_expired` or `unauthenticated` */
export function readSignInLink(keys: Keys, organizationId: string, token: string): string {
  try {
    const read = jwt.verify(token, keys(organizationId, 'sign-in-link'), {
      ...NAMES,
      algorithms: ['HS256'],
      complete: true,
    });
    if (read.header.typ !== TYPE) throw new Refusal('unauthenticated');
    return payload.parse(read.payload).sub;
  } catch (error) {
    throw new Refusal(error instanceof jwt.TokenExpiredError ? 'token_expired' : 'unauthenticated');
  }
}
