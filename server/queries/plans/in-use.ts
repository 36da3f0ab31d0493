import type { PlanLimit } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

/** What an organization has, rather than what it does. */
export type Kept = Extract<PlanLimit, 'providers' | 'users' | 'displays' | 'storage'>;

/** Who was deactivated and what was revoked takes no room. A kiosk takes as much as a display. */
const COUNT = {
  providers: 'SELECT count(*) AS used FROM providers WHERE organization_id = $1 AND active',
  users: 'SELECT count(*) AS used FROM users WHERE organization_id = $1 AND active',
  displays: 'SELECT count(*) AS used FROM devices WHERE organization_id = $1 AND revoked_at IS NULL',
  storage: 'SELECT coalesce(sum(size), 0)::bigint AS used FROM files WHERE organization_id = $1',
} as const satisfies Record<Kept, string>;

/** How much of it there is now. */
export async function inUse(tx: Reading, limit: Kept): Promise<number> {
  const values = [tx.actor.organizationId];
  const [row] = await tx.query<{ used: number }>({ name: `in-use-${limit}`, text: COUNT[limit], values });
  return row?.used ?? 0;
}
