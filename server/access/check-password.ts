import { Refusal } from '../../models/rules/refusal.ts';
import type { Doors } from '../doors.ts';
import { account } from '../queries/identity/account.ts';
import { nobodyOf } from './identify.ts';
import type { Passwords } from './passwords.ts';

/**
 * The user whose password this is. The same refusal after the same time for a wrong password and an unknown address.
 * @throws Refusal `wrong_credentials`
 */
export async function checkPassword(
  { doors, passwords }: { doors: Doors; passwords: Passwords },
  { organizationId, email, password }: { organizationId: string; email: string; password: string },
): Promise<string> {
  const found = await doors.snapshot(nobodyOf(organizationId), (tx) => account(tx, email.toLowerCase()));
  const matches = await passwords.matches(password, found?.password_hash ?? null);
  if (!found || !matches) throw new Refusal('wrong_credentials');
  return found.id;
}
