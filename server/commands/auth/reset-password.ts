import { openReset } from '../../queries/identity/open-reset.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import { audit } from '../log/audit.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { dropResetLinks } from './drop-reset-links.ts';
import { endSessionsOf } from './end-sessions.ts';

/**
 * A new password for whoever holds the link, which is the permission, once. Every sign-in of the account ends. Answers whose it was.
 * @param passwordHash  made beforehand
 * @throws Refusal `link_used`
 */
export async function resetPassword(tx: Writing, token: string, passwordHash: string): Promise<string> {
  // Two who use the same link at once come one after the other.
  await lockOrganization(tx);
  const { user_id: userId } = await openReset(tx, token);
  await revise(tx, tx.database.User, { id: userId, expected: null }, { password_hash: passwordHash });
  await dropResetLinks(tx, userId);
  await endSessionsOf(tx, userId);
  await audit(tx, { action: 'password.reset', subjectId: userId });
  return userId;
}
