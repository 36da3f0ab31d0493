import { v7 as uuidv7 } from 'uuid';
import type { UserRow } from '../../../models/user.ts';
import { requireRoom } from '../plans/require-room.ts';
import type { Writing } from '../transact.ts';
import { saveScope, type Scope } from './user-scope.ts';

export type NewUser = Pick<UserRow, 'name' | 'email' | 'role'> & Scope & { passwordHash: string };

/** The row of an account, however it came to be wanted. @throws Refusal `plan_limit`, `already_taken` */
export async function makeUser(tx: Writing, { passwordHash, ...user }: NewUser): Promise<UserRow> {
  await requireRoom(tx, 'users');
  const row = await tx.database.User.create(
    {
      organization_id: tx.actor.organizationId,
      id: uuidv7(),
      name: user.name,
      email: user.email.toLowerCase(),
      role: user.role,
      password_hash: passwordHash,
    },
    { transaction: tx.transaction },
  );
  await saveScope(tx, row.id, user);
  return row;
}
