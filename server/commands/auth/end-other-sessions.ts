import { permit } from '../../../models/rules/permissions.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { endSessionsOf } from './end-sessions.ts';

/** Ends all own sign-ins but the one that asks. */
export async function endOtherSessions(tx: Writing, sessionId: string | null): Promise<void> {
  permit(tx.actor, 'account.change');
  const userId = signedInUser(tx.actor);
  await endSessionsOf(tx, userId, sessionId);
  await audit(tx, { action: 'sign_ins.ended', subjectId: userId });
}
