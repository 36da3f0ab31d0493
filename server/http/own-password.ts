import { Refusal } from '../../models/rules/refusal.ts';
import { signedInUser } from '../access/signed-in-user.ts';
import { ownPassword, type OwnPassword } from '../queries/account/own-password.ts';
import type { Ask } from './route.ts';

/**
 * Asks for the own password once more: somebody else may sit at a screen that was left open.
 * @throws Refusal `wrong_credentials`
 * @throws LimitReached
 */
export async function requireOwnPassword(
  { access, actor, organization, from, afterwards, read }: Ask,
  password: string,
): Promise<OwnPassword & { password_hash: string }> {
  const userId = signedInUser(actor);
  const key = `${organization.id}:${userId}`;
  await access.limits.spend('own_password', key);
  const own = await read(ownPassword);
  const hash = own?.password_hash ?? null;
  const matches = await access.passwords.matches(password, hash, organization.id);
  if (own === null || hash === null || !matches) {
    const about = { account: userId };
    afterwards.do(() =>
      access.suspicions.tell({ organizationId: organization.id, event: 'login_failed', about, from }),
    );
    throw new Refusal('wrong_credentials', 'The present password is wrong.');
  }
  await access.limits.forgive('own_password', key);
  return { ...own, password_hash: hash };
}
