import { v7 as uuidv7 } from 'uuid';
import type { SecurityEvent } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';

/**
 * Writes into the security log of the transaction's organization. Often told in a transaction of its own, because what it tells of
 * was refused. `details` never hold a secret, and nothing of another organization.
 */
export async function securityEvent(
  tx: Writing,
  event: SecurityEvent,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { actor, from } = tx;
  const known = actor.kind !== 'public' && actor.kind !== 'system';
  await tx.query({
    name: 'security-event',
    text: `INSERT INTO security_log (organization_id, id, at, event, actor_kind, actor_id, actor_name, address, request_id, details)
           VALUES ($1, $2, $3, $4, $5, $6, CASE $5 WHEN 'user' THEN (SELECT name FROM users WHERE organization_id = $1 AND id = $6) END, $7, $8, $9)`,
    values: [
      actor.organizationId,
      uuidv7(),
      tx.now,
      event,
      known ? actor.kind : null,
      known ? actor.id : null,
      from.address,
      from.requestId,
      JSON.stringify(details),
    ],
  });
}
