import { z } from 'zod';
import { PERMISSIONS } from '../../../models/vocabulary.ts';
import { name } from './words.ts';

export const createApiKey = z.strictObject({
  name,
  scopes: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
export const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The beginning of the key, to tell one from another. */
  prefix: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  created_by: z.uuid().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;
/** `key` is shown this once. */
export const madeApiKey = z.object({ api_key: apiKey, key: z.string() });
