import type { User } from '../../../realtime/contract/resources/users.ts';
import type { LiveSupport } from '../identity/live-support.ts';

/** Somebody of the platform in the form of an account, for screens that show who is signed in. */
export function operatorAnswer({ id, operator, role, starts_at }: Omit<LiveSupport, 'ends_at'>): User {
  const [, name = operator, email = ''] = /^(.*) <(.*)>$/.exec(operator) ?? [];
  const since = starts_at.toISOString();
  return {
    ...{ id, name, email, role, active: true, revision: 1, created_at: since, updated_at: since },
    ...{ office_ids: [], queue_ids: [], otp: false },
  };
}
