import { KEY_PERMISSIONS } from '../../../models/rules/permissions.ts';
import type { Permission } from '../../../models/vocabulary.ts';
import { requireFeature } from '../../commands/plans/require-feature.ts';
import type { Reading } from '../snapshot.ts';

export type LiveApiKey = {
  name: string;
  permissions: readonly Permission[];
  expires_at: Date | null;
  /** Whether it is time to write down that the key is used: once a minute. */
  unseen: boolean;
};

/**
 * What a key may, or null when it was revoked or never given. Asked before anybody is known.
 * @throws Refusal `feature_not_in_plan` for a key from the time of a larger plan: it works again when the plan does
 */
export async function liveApiKey(tx: Reading, { id, hash }: { id: string; hash: Buffer }): Promise<LiveApiKey | null> {
  const [key] = await tx.query<Omit<LiveApiKey, 'permissions'> & { scopes: Permission[] }>({
    name: 'live-api-key',
    text: `SELECT name, scopes, expires_at, coalesce(last_used_at < now() - interval '1 minute', true) AS unseen
           FROM api_keys WHERE organization_id = $1 AND id = $2 AND token_hash = $3 AND revoked_at IS NULL`,
    values: [tx.actor.organizationId, id, hash],
  });
  if (!key) return null;
  await requireFeature(tx, 'api_keys');
  const { scopes, ...rest } = key;
  // What keys may be given today, whatever it was when this one was made.
  return { ...rest, permissions: KEY_PERMISSIONS.filter((permission) => scopes.includes(permission)) };
}
