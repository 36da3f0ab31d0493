import type { Writing } from '../transact.ts';

/** Writes down that a key was used, once a minute. Part of recognising it, so there is nobody yet whom to permit it. */
export async function seeApiKey(tx: Writing, id: string): Promise<void> {
  await tx.query({
    name: 'see-api-key',
    text: `UPDATE api_keys SET last_used_at = now()
           WHERE organization_id = $1 AND id = $2 AND coalesce(expires_at > now(), true)
             AND coalesce(last_used_at < now() - interval '1 minute', true)`,
    values: [tx.actor.organizationId, id],
  });
}
