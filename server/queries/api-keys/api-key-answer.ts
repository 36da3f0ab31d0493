import type { ApiKeyRow } from '../../../models/api-key.ts';
import type { ApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { prefixOfApiKey } from '../../access/api-key.ts';

export function apiKeyAnswer(row: ApiKeyRow): ApiKey {
  const { organization_id, id, name, scopes, created_by } = row;
  return {
    ...{ id, name, scopes, created_by },
    prefix: prefixOfApiKey(organization_id, id),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}
