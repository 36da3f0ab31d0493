import { Refusal } from '../../models/rules/refusal.ts';
import type { Origin } from '../../models/vocabulary.ts';
import type { Doors } from '../doors.ts';
import { account } from '../queries/identity/account.ts';
import { nobodyOf } from './identify.ts';
import { LimitReached, type Limits } from './limits.ts';
import { networkOf } from './network-of.ts';
import type { Passwords } from './passwords.ts';
import type { Suspicions } from './suspicions.ts';

export type Attempt = { organizationId: string; email: string; password: string; from: Origin };

/** A try that succeeded, second factor and all: it was no guess. */
export type Checked = {
  userId: string;
  forgive: () => Promise<void>;
  /** From an address from which nobody has signed in to this account lately. */
  isElsewhere: boolean;
};

/**
 * The user whose password this is. The same refusal after the same time for a wrong password and an unknown address. Everything is
 * counted before it is hashed:
 *
 * - by address over all organizations, and by address and organization: nobody tries one password on everybody;
 * - by address and account, forgiven after success: nobody tries many passwords on one;
 * - by account over all addresses: nobody does it from many places. That one alone could be used to keep a person out, so it is wide,
 *   ends after a quarter of an hour, and does not concern addresses from which this person has signed in during the last weeks:
 *   whoever wants to keep somebody out has to sit at the same desk.
 *
 * @param told  hears what is written into the security log; the refusal does not wait for it, or its time would tell accounts apart
 * @throws Refusal `wrong_credentials`
 * @throws LimitReached
 */
export async function checkPassword(
  {
    doors,
    passwords,
    limits,
    suspicions,
  }: { doors: Doors; passwords: Passwords; limits: Limits; suspicions: Suspicions },
  { organizationId, email: written, password, from }: Attempt,
  told: (writing: () => Promise<void>) => void,
): Promise<Checked> {
  const email = written.toLowerCase();
  const network = networkOf(from.address ?? '');
  const pair = `${organizationId}:${network}:${email}`;
  let userId: string | null = null;
  const tell = (event: 'login_failed' | 'login_blocked') => {
    const about = { account: userId ?? 'unknown' };
    told(() => suspicions.tell({ organizationId, event, about, from }));
  };

  try {
    await limits.spend('login_address', network);
    await limits.spend('login_here', `${organizationId}:${network}`);
    await limits.spend('login', pair);
    const found = await doors.snapshot(nobodyOf(organizationId), (tx) => account(tx, email, from.address));
    userId = found?.id ?? null;
    if (!found?.knows_address) await limits.spend('login_account', `${organizationId}:${email}`);
    const matches = await passwords.matches(password, found?.password_hash ?? null, organizationId);
    if (!found || !matches) throw new Refusal('wrong_credentials');
    const isElsewhere = found.signed_in_before && !found.knows_address;
    return { userId: found.id, forgive: () => limits.forgive('login', pair), isElsewhere };
  } catch (error) {
    if (error instanceof LimitReached) tell('login_blocked');
    else if (error instanceof Refusal && error.code === 'wrong_credentials') tell('login_failed');
    throw error;
  }
}
