import { Refusal } from '../../../models/rules/refusal.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import type { Tokens } from '../../../realtime/contract/resources/auth.ts';
import { makeStoredToken, readStoredToken } from '../../access/stored-token.ts';
import { liveSupport } from '../../queries/identity/live-support.ts';
import { operatorAnswer } from '../../queries/support/operator-answer.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/**
 * The link is used up: what it is exchanged for is another secret, good until the support access ends and not a moment longer. It
 * renews as itself, so that a reloaded page goes on. There is nobody yet whom to permit it.
 * @throws Refusal `link_used` for one that was used, has ended or was never made
 */
export async function beginSupport(tx: Writing, link: string): Promise<Tokens> {
  const named = readStoredToken('support-link', link);
  const { organizationId } = tx.actor;
  if (named?.organizationId !== organizationId) throw new Refusal('link_used');
  const { token, hash } = makeStoredToken('operator', organizationId, named.id);
  const [begun] = await tx.query<{ id: string }>({
    name: 'begin-support',
    text: `UPDATE support_access SET token_hash = $4
           WHERE organization_id = $1 AND id = $2 AND token_hash = $3 AND ended_at IS NULL AND ends_at > now() RETURNING id`,
    values: [organizationId, named.id, named.hash, hash],
  });
  if (!begun) throw new Refusal('link_used');
  const tokens = await supportTokens(tx, token);
  const actor: Actor = { kind: 'operator', organizationId, id: named.id, role: tokens.user.role };
  await audit({ ...tx, actor, now: tx.now }, { action: 'support.began', subjectId: named.id });
  return tokens;
}

/** The tokens of an access that goes on. @throws Refusal `unauthenticated` */
export async function supportTokens(tx: Writing, token: string): Promise<Tokens> {
  const named = readStoredToken('operator', token);
  if (named?.organizationId !== tx.actor.organizationId) throw new Refusal('unauthenticated');
  const support = await liveSupport(tx, named);
  if (!support) throw new Refusal('unauthenticated');
  const left = Math.floor((support.ends_at.getTime() - tx.now.getTime()) / 1000);
  return { user: operatorAnswer(support), access_token: token, refresh_token: token, expires_in: Math.max(0, left) };
}
