import type { z } from 'zod';
import type { login, Tokens } from '../../realtime/contract/resources/auth.ts';
import { checkPassword } from '../access/check-password.ts';
import { beginSession } from '../commands/auth/begin-session.ts';
import { requireOtp } from '../commands/auth/require-otp.ts';
import type { Ask } from './route.ts';
import { withCode } from './with-code.ts';

/** A sign-in with password and, where there is one, second factor. @throws Refusal `wrong_credentials`, `otp_required`, `wrong_otp` */
export async function logIn(ask: Ask, { email, password, otp }: z.infer<typeof login>): Promise<Tokens> {
  const { access, organization, from, afterwards, write } = ask;
  const attempt = { organizationId: organization.id, email, password, from };
  const { userId, forgive, isElsewhere } = await checkPassword(access, attempt, (writing) => afterwards.do(writing));
  const begin = () =>
    write(async (tx) => {
      await requireOtp(tx, access.keys, userId, otp ?? null);
      return beginSession(tx, access.accessTokens.issue, userId);
    });
  const begun = otp === undefined ? await begin() : await withCode(ask, userId, begin);
  await forgive();
  if (isElsewhere) {
    const event = 'signed_in_elsewhere';
    const about = { account: userId };
    afterwards.do(() => access.suspicions.tell({ organizationId: organization.id, event, about, from }));
  }
  return begun;
}
