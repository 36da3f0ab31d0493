import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';

const BEARER = /^Bearer +(\S+) *$/i;
const TRACKED = /^\/(?:api\/v1\/(?:track|bookings|appointment-holds)|t|b)\/([^/?]+)/;

/**
 * The credential that a request shows: the token of a link, in its address, or `Authorization: Bearer`. Something in that header
 * that is no bearer token is a credential, too, and a wrong one.
 */
export function credentialOf(request: Request): string | null {
  const [, tracked] = TRACKED.exec(request.url) ?? [];
  if (tracked !== undefined) return tracked;
  return bearerOf(request);
}

/** Of the header alone; '' for one that holds no bearer token. */
export function bearerOf({ headers: { authorization } }: IncomingMessage): string | null {
  if (authorization === undefined || authorization === '') return null;
  return BEARER.exec(authorization)?.[1] ?? '';
}

/** Whether the credential is the address itself: then a wrong one is an address that does not exist. */
export function isTracked(request: Request): boolean {
  return TRACKED.test(request.url);
}
