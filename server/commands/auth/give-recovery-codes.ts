import type { Keys } from '../../access/keys.ts';
import { makeRecoveryCodes, recoveryCodeHash } from '../../access/second-factor.ts';
import type { Writing } from '../transact.ts';
import { dropRecoveryCodes } from './drop-recovery-codes.ts';

/** New recovery codes in place of all others. */
export async function giveRecoveryCodes(tx: Writing, keys: Keys, userId: string): Promise<string[]> {
  const { organizationId } = tx.actor;
  const codes = makeRecoveryCodes();
  await dropRecoveryCodes(tx, userId);
  await tx.query({
    name: 'keep-recovery-codes',
    text: 'INSERT INTO recovery_codes (organization_id, user_id, code_hash) SELECT $1, $2, unnest($3::bytea[])',
    values: [organizationId, userId, codes.map((code) => recoveryCodeHash(keys, organizationId, code))],
  });
  return codes;
}
