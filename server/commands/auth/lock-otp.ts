import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

export type Otp = {
  id: string;
  email: string;
  otp_secret: Buffer | null;
  otp_confirmed_at: Date | null;
  otp_last_step: number | null;
};

/** The second factor of an account, held: two who show the same code at once come one after the other. */
export async function lockOtp(tx: Writing, userId: string): Promise<Otp> {
  const [user] = await tx.query<Otp>({
    name: 'lock-otp',
    text: `SELECT id, email, otp_secret, otp_confirmed_at, otp_last_step FROM users
           WHERE organization_id = $1 AND id = $2 AND active FOR UPDATE`,
    values: [tx.actor.organizationId, userId],
  });
  if (!user) throw new Refusal('unauthenticated');
  return user;
}
