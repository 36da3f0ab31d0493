import type { Writing } from '../transact.ts';
import { dropRecoveryCodes } from './drop-recovery-codes.ts';

/** Takes a second factor away with its recovery codes. Answers whether there was one. */
export async function dropOtp(tx: Writing, userId: string): Promise<boolean> {
  const [dropped] = await tx.query({
    name: 'drop-otp',
    text: `UPDATE users SET otp_secret = NULL, otp_confirmed_at = NULL, otp_last_step = NULL
           WHERE organization_id = $1 AND id = $2 AND otp_secret IS NOT NULL RETURNING id`,
    values: [tx.actor.organizationId, userId],
  });
  if (!dropped) return false;
  await dropRecoveryCodes(tx, userId);
  return true;
}
