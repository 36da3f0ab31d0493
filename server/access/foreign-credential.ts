import { FROM_NOWHERE, type Origin } from '../../models/vocabulary.ts';
import { securityEvent } from '../commands/log/security-event.ts';
import type { Doors } from '../doors.ts';
import type { Identify } from './identify.ts';
import { createRecentAnswers } from './recent-answers.ts';

/** So often at most a credential is written about. */
const EVERY_MS = 60_000;

/** A credential was shown to an organization that is not its own. @param from  where that came from */
export type NoticeForeign = (credential: string, from?: Origin) => Promise<void>;

/**
 * Writes it into the security log of the organization whose credential it is: somebody there has a token in the wrong hands, or
 * hands in the wrong place. Only a credential that is good is written about, or anybody could fill anybody's log; which other
 * organization was tried is that one's own business and is not said.
 */
export function createNoticeForeign({ identify, doors }: { identify: Identify; doors: Doors }): NoticeForeign {
  const noticed = createRecentAnswers<void>({ keepMs: EVERY_MS });
  return (credential, from = FROM_NOWHERE) =>
    noticed.get(credential, async () => {
      const identity = await identify(credential).catch(() => null);
      if (identity === null) return;
      await doors.transact(identity.actor, (tx) => securityEvent(tx, 'wrong_organization'), from);
    });
}
