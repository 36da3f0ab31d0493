import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';
import type { Keys } from '../access/keys.ts';
import type { IdempotencyClaim } from '../commands/transact.ts';

const FORM = /^[\x21-\x7e]{1,255}$/;
/** Passers-by have no name, so their keys stand side by side: one that could be guessed would give away somebody's ticket. */
const SHORTEST_OF_PASSERS_BY = 16;

/** The key that a change brings, or null: every POST may, and what may be repeated with a key may be with any method. @throws Refusal `invalid_input` */
export function idempotencyKeyOf(request: Request): string | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const key = request.get('Idempotency-Key');
  if (key === undefined) return null;
  if (FORM.test(key)) return key;
  throw new Refusal('invalid_input', undefined, [
    { path: 'header.Idempotency-Key', message: 'must be 1 to 255 visible characters without a space' },
  ]);
}

/**
 * Whose key, and for which request. The fingerprint is keyed: a body may hold a password, and its plain hash could be guessed.
 * @param cookie  the refresh token where it is part of what is said
 * @throws Refusal `invalid_input` for a passer-by's key that could be guessed
 */
export function claimFor(
  request: Request,
  key: string,
  keys: Keys,
  actor: Actor,
  cookie: string | null,
): IdempotencyClaim {
  if (actor.kind === 'public' && key.length < SHORTEST_OF_PASSERS_BY) {
    const message = `must have at least ${SHORTEST_OF_PASSERS_BY} characters from somebody who is not signed in`;
    throw new Refusal('invalid_input', undefined, [{ path: 'header.Idempotency-Key', message }]);
  }
  const said = JSON.stringify([request.method, request.path, request.query, request.body ?? null, cookie]);
  return {
    principal: actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`,
    key,
    fingerprint: createHmac('sha256', keys(actor.organizationId, 'request-fingerprint')).update(said).digest(),
  };
}
