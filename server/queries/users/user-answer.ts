import type { UserRow } from '../../../models/user.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import type { Reading } from '../snapshot.ts';
import { stampsOf } from '../stamps.ts';

/** Accounts with what their work is limited to. Passwords and second factors are nobody's to read. */
export async function userAnswers(tx: Reading, rows: readonly UserRow[]): Promise<User[]> {
  if (rows.length === 0) return [];
  const limits = await tx.query<{ user_id: string; office_id: string | null; queue_id: string | null }>({
    name: 'limits-of-users',
    text: `SELECT user_id, office_id, NULL::uuid AS queue_id FROM user_offices WHERE organization_id = $1 AND user_id = ANY ($2)
           UNION ALL
           SELECT user_id, NULL, queue_id FROM user_queues WHERE organization_id = $1 AND user_id = ANY ($2)
           ORDER BY office_id, queue_id`,
    values: [tx.actor.organizationId, rows.map(({ id }) => id)],
  });
  return rows.map((row) => {
    const own = limits.filter(({ user_id }) => user_id === row.id);
    return {
      ...stampsOf(row),
      name: row.name,
      email: row.email,
      role: row.role,
      office_ids: own.map(({ office_id }) => office_id).filter((id) => id !== null),
      queue_ids: own.map(({ queue_id }) => queue_id).filter((id) => id !== null),
      otp: row.otp_confirmed_at !== null,
    };
  });
}

export async function userAnswer(tx: Reading, row: UserRow): Promise<User> {
  const [answer] = await userAnswers(tx, [row]);
  if (!answer) throw new Error('one row gave no answer');
  return answer;
}
