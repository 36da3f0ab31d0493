import { createHmac } from 'node:crypto';
import { NIL, v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { Keys } from '../access/keys.ts';

/**
 * The id of an organization that is about to sign up. With an idempotency key it is always the same, so that a repeated request
 * finds what the first one left.
 */
export function newOrganizationId(keys: Keys, idempotencyKey: string | null): string {
  if (idempotencyKey === null) return uuidv7();
  return uuidv5(createHmac('sha256', keys('', 'sign-up')).update(idempotencyKey).digest('hex'), NIL);
}
