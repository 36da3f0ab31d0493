import { permit } from '../../../models/rules/permissions.ts';
import type { ActorKind } from '../../../models/vocabulary.ts';
import type { AuditRecord } from '../../../realtime/contract/resources/audit.ts';
import type { Page, PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { newestFirst } from './newest-first.ts';

export type AuditFilter = {
  actor_id?: string | undefined;
  subject_id?: string | undefined;
  /** What the action begins with: `user.` finds `user.changed`. */
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

type Row = Omit<AuditRecord, 'at' | 'actor'> & {
  at: Date;
  actor_kind: ActorKind;
  actor_id: string | null;
  actor_name: string | null;
};

/** Who changed what, the newest first. */
export async function auditLog(tx: Reading, { limit, after, ...by }: PageOf & AuditFilter): Promise<Page<AuditRecord>> {
  permit(tx.actor, 'audit.read');
  const rows = await tx.query<Row>({
    name: 'audit-log',
    text: `SELECT id, at, actor_kind, actor_id, actor_name, action, subject_id, before, after, reason, address, request_id
           FROM audit_log
           WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::uuid IS NULL OR actor_id = $3)
             AND ($4::uuid IS NULL OR subject_id = $4) AND ($5::text IS NULL OR starts_with(action, $5))
             AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
           ORDER BY id DESC LIMIT $8`,
    values: [
      tx.actor.organizationId,
      after,
      by.actor_id ?? null,
      by.subject_id ?? null,
      by.action ?? null,
      by.from ?? null,
      by.to ?? null,
      limit + 1,
    ],
  });
  return newestFirst(rows, limit, ({ at, actor_kind, actor_id, actor_name, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: { kind: actor_kind, id: actor_id, name: actor_name },
  }));
}
