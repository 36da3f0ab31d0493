import { v7 as uuidv7 } from 'uuid';
import type { Writing } from '../transact.ts';

type Values = Readonly<Record<string, unknown>>;

export type Audited = {
  /** `<noun>.<verb in the past tense>`: `user.changed`. */
  action: string;
  subjectId?: string | null;
  /** What changed, as it was and as it is; secrets are left out by whoever tells. */
  before?: Values | null;
  after?: Values | null;
  reason?: string | null;
};

/** Writes into the audit log, in the transaction of what it tells: one is not there without the other. */
export async function audit(
  tx: Writing,
  { action, subjectId = null, before = null, after = null, reason = null }: Audited,
): Promise<void> {
  const { actor, from } = tx;
  await tx.query({
    name: 'audit',
    text: `INSERT INTO audit_log (organization_id, id, at, actor_kind, actor_id, actor_name, action, subject_id, before, after, reason, address, request_id)
           VALUES ($1, $2, $3, $4, $5,
             CASE $4 WHEN 'user' THEN (SELECT name FROM users WHERE organization_id = $1 AND id = $5)
                     WHEN 'api_key' THEN (SELECT name FROM api_keys WHERE organization_id = $1 AND id = $5)
                     WHEN 'device' THEN (SELECT name FROM devices WHERE organization_id = $1 AND id = $5)
                     WHEN 'operator' THEN (SELECT operator FROM support_access WHERE organization_id = $1 AND id = $5) END,
             $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      actor.organizationId,
      uuidv7(),
      tx.now,
      actor.kind,
      actor.id,
      action,
      subjectId,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      reason,
      from.address,
      from.requestId,
    ],
  });
}

/** Of two states of a row, the part that differs. Dates and lists are held against each other by what they say. */
export function changed(before: Values, after: Values): { before: Values; after: Values } {
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const pick = (from: Values) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}
