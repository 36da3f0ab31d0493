import { ACCESS_TOKEN_SECONDS } from '../../access/access-token.ts';
import { audit } from '../log/audit.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';
import { makeSigningKey } from './make-signing-key.ts';

/** Every token of the old key has ended by itself before its key does. */
const OVERLAP_SECONDS = ACCESS_TOKEN_SECONDS + 300;

/**
 * A new key signs the organization's access tokens from now on. Only the operator does this; nobody inside an organization has to.
 * Sign-ins outlive it: the next renewal brings a token of the new key.
 * @param overlapSeconds  how long the older keys are still taken; 0 ends them at once, for a key that has become known
 * @throws Refusal `not_permitted` for everybody but the system
 */
export async function rotateKeys(
  tx: Writing,
  { overlapSeconds = OVERLAP_SECONDS }: { overlapSeconds?: number } = {},
): Promise<{ number: number }> {
  requireSystem(tx.actor);
  // One after the other: the second counts the first one's key.
  await tx.query({
    name: 'lock-signing-keys',
    text: 'SELECT number FROM signing_keys WHERE organization_id = $1 ORDER BY number FOR UPDATE',
    values: [tx.actor.organizationId],
  });
  const number = await makeSigningKey(tx);
  await tx.query({
    name: 'retire-signing-keys',
    text: `UPDATE signing_keys SET retires_at = least(retires_at, now() + make_interval(secs => $3))
           WHERE organization_id = $1 AND number < $2`,
    values: [tx.actor.organizationId, number, overlapSeconds],
  });
  await audit(tx, { action: 'signing_key.rotated', after: { number, overlap_seconds: overlapSeconds } });
  return { number };
}
