import { makeStoredToken } from '../../access/stored-token.ts';
import type { Writing } from '../transact.ts';

const DAYS = 7;

/** What stands in the link, its hash, and until when it is good. */
export function makeLink(tx: Writing, id: string): { token: string; token_hash: Buffer; expires_at: Date } {
  const { token, hash } = makeStoredToken('invitation', tx.actor.organizationId, id);
  return { token, token_hash: hash, expires_at: new Date(tx.now.getTime() + DAYS * 86_400_000) };
}
