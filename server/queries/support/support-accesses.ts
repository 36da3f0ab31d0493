import { permit } from '../../../models/rules/permissions.ts';
import type { SupportAccess } from '../../../realtime/contract/resources/audit.ts';
import { newestFirst } from '../log/newest-first.ts';
import type { Page, PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';

type Row = Omit<SupportAccess, 'starts_at' | 'ends_at' | 'ended_at'> & {
  starts_at: Date;
  ends_at: Date;
  ended_at: Date | null;
};

/** Who of the platform was let in, why, and until when; the newest first. */
export async function supportAccesses(tx: Reading, { limit, after }: PageOf): Promise<Page<SupportAccess>> {
  permit(tx.actor, 'audit.read');
  const rows = await tx.query<Row>({
    name: 'support-accesses',
    text: `SELECT id, operator, reason, role, starts_at, ends_at, ended_at FROM support_access
           WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    values: [tx.actor.organizationId, after, limit + 1],
  });
  return newestFirst(rows, limit, ({ starts_at, ends_at, ended_at, ...row }) => ({
    ...row,
    starts_at: starts_at.toISOString(),
    ends_at: ends_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
  }));
}
