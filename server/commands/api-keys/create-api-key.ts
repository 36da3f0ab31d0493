import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { KEY_PERMISSIONS, may, permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Permission } from '../../../models/vocabulary.ts';
import type { createApiKey as body, madeApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { makeApiKey } from '../../access/api-key.ts';
import { apiKeyAnswer } from '../../queries/api-keys/api-key-answer.ts';
import { audit } from '../log/audit.ts';
import { requireFeature } from '../plans/require-feature.ts';
import type { Writing } from '../transact.ts';

const FOR_KEYS: readonly Permission[] = KEY_PERMISSIONS;

/**
 * The key is answered this once and kept as a hash. It may what its maker may, at most, and goes on when its maker is gone.
 * @throws Refusal `feature_not_in_plan`, `invalid_input` for a right that no key has or an end that has passed, `not_permitted` for
 * one that the maker has not
 */
export async function createApiKey(tx: Writing, input: z.infer<typeof body>): Promise<z.infer<typeof madeApiKey>> {
  permit(tx.actor, 'api_key.change');
  await requireFeature(tx, 'api_keys');
  const scopes = [...new Set(input.scopes)];
  const expires_at = input.expires_at === undefined ? null : new Date(input.expires_at);
  if (!scopes.every((scope) => FOR_KEYS.includes(scope)))
    throw wrong('body.scopes', 'a key cannot be given this right');
  if (!scopes.every((scope) => may(tx.actor, scope))) throw new Refusal('not_permitted');
  if (expires_at !== null && expires_at <= tx.now) throw wrong('body.expires_at', 'must be in the future');
  const organization_id = tx.actor.organizationId;
  const id = uuidv7();
  const { key, hash } = makeApiKey(organization_id, id);
  const row = await tx.database.ApiKey.create(
    {
      ...{ organization_id, id, name: input.name, token_hash: hash, scopes, expires_at },
      created_by: tx.actor.id,
      created_at: tx.now,
      last_used_at: null,
      revoked_at: null,
    },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'api_key.made', subjectId: id, after: { name: input.name, scopes, expires_at } });
  return { api_key: apiKeyAnswer(row), key };
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path, message }]);
}
