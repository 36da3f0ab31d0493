import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { otpSetup } from '../../../realtime/contract/resources/account.ts';
import type { Keys } from '../../access/keys.ts';
import { makeOtpSecret, sealOtpSecret } from '../../access/second-factor.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { lockOtp } from './lock-otp.ts';

/**
 * A secret for the own authenticator app. It guards nothing before a code of it has been given; asked for again, the one before is
 * forgotten.
 * @param issuer  what the app writes over the code
 * @throws Refusal `not_possible_now` where a second factor is on: it has to be ended first, which takes the password
 */
export async function setUpOtp(tx: Writing, keys: Keys, issuer: string): Promise<z.infer<typeof otpSetup>> {
  permit(tx.actor, 'account.change');
  const { id, email, otp_confirmed_at: confirmedAt } = await lockOtp(tx, signedInUser(tx.actor));
  if (confirmedAt !== null) throw new Refusal('not_possible_now', 'The second factor is on already.');
  const made = makeOtpSecret(issuer, email);
  await tx.query({
    name: 'keep-otp-secret',
    text: 'UPDATE users SET otp_secret = $3, otp_last_step = NULL WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id, sealOtpSecret(keys, tx.actor.organizationId, id, made.secret)],
  });
  await audit(tx, { action: 'second_factor.set_up', subjectId: id });
  return made;
}
