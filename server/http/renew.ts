import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { endSession } from '../commands/auth/end-sessions.ts';
import { securityEvent } from '../commands/log/security-event.ts';
import { RefreshTokenReused, renewSession } from '../commands/auth/renew-session.ts';
import { supportTokens } from '../commands/support/begin-support.ts';
import type { Ask } from './route.ts';

/** The next tokens. A token that is used a second time ends the sign-in for whoever holds it, thief or owner. */
export async function renew({ write, access, actor, live, from }: Ask, token: string): Promise<Tokens> {
  if (token.startsWith('ops_')) return write((tx) => supportTokens(tx, token));
  try {
    return await write((tx) => renewSession(tx, access.accessTokens.issue, token));
  } catch (error) {
    if (error instanceof RefreshTokenReused) {
      const { sessionId, userId } = error;
      // Apart from the refused transaction, which leaves nothing behind.
      await access.doors.transact(
        actor,
        async (tx) => {
          await endSession(tx, sessionId);
          await securityEvent(tx, 'refresh_token_reused', { account: userId });
        },
        from,
      );
      live.readmit(actor.organizationId, { kind: 'user', id: userId });
    }
    throw error;
  }
}
