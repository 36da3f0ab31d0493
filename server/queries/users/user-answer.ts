import type { UserRow } from '../../../models/user.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { stampsOf } from '../stamps.ts';

export function userAnswer(row: UserRow): User {
  return {
    ...stampsOf(row),
    name: row.name,
    email: row.email,
    role: row.role,
    office_ids: [],
    queue_ids: [],
    otp: row.otp_confirmed_at !== null,
  };
}
