import type { User } from '../../../realtime/contract/resources/users.ts';

/** What the audit log tells of an account. */
export function told({ name, email, role, active, office_ids, queue_ids }: User) {
  return { name, email, role, active, office_ids, queue_ids };
}
