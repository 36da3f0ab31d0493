import type { UserRow } from '../../../models/user.ts';
import { findRow } from '../../queries/find-row.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import type { Writing } from '../transact.ts';

/**
 * The account, as nobody changes it until this transaction ends. All who change accounts of an organization come one after the
 * other: neither do two owners go at once, nor is anybody changed who became an owner meanwhile.
 * @throws Refusal `not_found`
 */
export async function lockUser(tx: Writing, id: string): Promise<UserRow> {
  await lockOrganization(tx);
  return findRow(tx, tx.database.User, id);
}
