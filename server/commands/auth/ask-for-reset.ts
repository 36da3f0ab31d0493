import { account } from '../../queries/identity/account.ts';
import type { Writing } from '../transact.ts';
import { makeResetLink } from './make-reset-link.ts';

/** For whoever says that this is their address; null where there is no such account. The link goes to the address, so anybody may ask. */
export async function askForReset(tx: Writing, email: string): Promise<string | null> {
  const found = await account(tx, email);
  return found === null ? null : makeResetLink(tx, found.id);
}
