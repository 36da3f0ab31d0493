import { Refusal } from '../../models/rules/refusal.ts';
import { LimitReached } from '../access/limits.ts';
import type { Ask } from './route.ts';

/**
 * Whatever a code of the second factor is shown for. Five wrong ones in five minutes, whoever shows them and from wherever: whoever
 * gets to guess here knows the password already, so the person it keeps out meanwhile has reason to change it.
 * @throws LimitReached
 */
export async function withCode<T>(ask: Ask, userId: string, work: () => Promise<T>): Promise<T> {
  const { access, organization, from, afterwards } = ask;
  const key = `${organization.id}:${userId}`;
  try {
    await access.limits.spend('otp', key);
    const done = await work();
    await access.limits.forgive('otp', key);
    return done;
  } catch (error) {
    const event = error instanceof LimitReached ? 'login_blocked' : 'otp_failed';
    if (error instanceof LimitReached || (error instanceof Refusal && error.code === 'wrong_otp')) {
      afterwards.do(() =>
        access.suspicions.tell({ organizationId: organization.id, event, about: { account: userId }, from }),
      );
    }
    throw error;
  }
}
