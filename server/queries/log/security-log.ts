import { permit } from '../../../models/rules/permissions.ts';
import type { ActorKind, SecurityEvent } from '../../../models/vocabulary.ts';
import type { SecurityRecord } from '../../../realtime/contract/resources/audit.ts';
import type { Page, PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { newestFirst } from './newest-first.ts';

type Row = Omit<SecurityRecord, 'at' | 'actor'> & {
  at: Date;
  actor_kind: ActorKind | null;
  actor_id: string | null;
  actor_name: string | null;
};

/** Who tried what and who was kept out, the newest first. */
export async function securityLog(
  tx: Reading,
  { limit, after, event }: PageOf & { event?: SecurityEvent | undefined },
): Promise<Page<SecurityRecord>> {
  permit(tx.actor, 'audit.read');
  const rows = await tx.query<Row>({
    name: 'security-log',
    text: `SELECT id, at, event, actor_kind, actor_id, actor_name, address, request_id, details
           FROM security_log
           WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR event = $3)
           ORDER BY id DESC LIMIT $4`,
    values: [tx.actor.organizationId, after, event ?? null, limit + 1],
  });
  return newestFirst(rows, limit, ({ at, actor_kind, actor_id, actor_name, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: actor_kind === null ? null : { kind: actor_kind, id: actor_id, name: actor_name },
  }));
}
