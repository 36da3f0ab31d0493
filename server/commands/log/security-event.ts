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
    // The database's own clock: often this is the first statement, and the transaction's is not known yet.
    text: `INSERT INTO security_log (organization_id, id, at, event, actor_kind, actor_id, actor_name, address, request_id, details)
           VALUES ($1, $2, clock_timestamp(), $3, $4, $5,
             CASE $4 WHEN 'user' THEN (SELECT name FROM users WHERE organization_id = $1 AND id = $5) END, $6, $7, $8)`,
    values: [
      actor.organizationId,
      uuidv7(),
      event,
      known ? actor.kind : null,
      known ? actor.id : null,
      from.address,
      from.requestId,
      JSON.stringify(details),
    ],
  });
}
