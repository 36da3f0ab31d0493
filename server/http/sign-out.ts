import { endSessionOfToken } from '../commands/auth/end-session-of-token.ts';
import { endSession } from '../commands/auth/end-sessions.ts';
import { endSupport } from '../commands/support/end-support.ts';
import type { Ask } from './route.ts';

/** Ends the sign-in of the access token, of the refresh token, or both; without either there is nothing to end. */
export async function signOut(
  { write, access, actor, credential, sessionId, live }: Ask,
  refreshToken: string | null,
): Promise<void> {
  if (actor.kind === 'operator') {
    await write((tx) => endSupport(tx, actor.id));
    live.revoke(actor.organizationId, { kind: 'operator', id: actor.id });
    return;
  }
  const userId = await write(async (tx) => {
    if (sessionId !== null) await endSession(tx, sessionId);
    const other = refreshToken === null ? null : await endSessionOfToken(tx, refreshToken);
    return actor.kind === 'user' ? actor.id : other;
  });
  if (credential !== null) access.forget(credential);
  if (userId !== null) live.readmit(actor.organizationId, { kind: 'user', id: userId });
}
