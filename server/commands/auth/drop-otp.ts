import type { Writing } from '../transact.ts';

/** Takes a second factor away with its recovery codes. Answers whether there was one. */
export async function dropOtp(tx: Writing, userId: string): Promise<boolean> {
  const values = [tx.actor.organizationId, userId];
  const [dropped] = await tx.query({
    name: 'drop-otp',
    text: `UPDATE users SET otp_secret = NULL, otp_confirmed_at = NULL, otp_last_step = NULL
           WHERE organization_id = $1 AND id = $2 AND otp_secret IS NOT NULL RETURNING id`,
    values,
  });
  if (!dropped) return false;
  await tx.query({
    name: 'drop-recovery-codes',
    text: 'DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2',
    values,
  });
  return true;
}
