import { z } from 'zod';
import { DEVICE_KINDS } from '../../../models/vocabulary.ts';
import { name } from './words.ts';

export const device = z.object({
  id: z.uuid(),
  kind: z.enum(DEVICE_KINDS),
  name: z.string(),
  office_id: z.uuid(),
  queue_ids: z.array(z.uuid()),
  revoked_at: z.iso.datetime().nullable(),
  last_seen_at: z.iso.datetime().nullable(),
  revision: z.int(),
});
export type Device = z.infer<typeof device>;
export const changeDevice = z.strictObject({ name: name.optional(), queue_ids: z.array(z.uuid()).max(50).optional() });
export const deviceCode = z.object({
  device_code: z.string(),
  user_code: z.string(),
  expires_in: z.int(),
  interval: z.int(),
});
export const pairDevice = z.strictObject({
  user_code: z.string().trim().min(4).max(12),
  name,
  kind: z.enum(DEVICE_KINDS),
  office_id: z.uuid(),
  queue_ids: z.array(z.uuid()).min(1).max(50),
});
export const redeemDeviceCode = z.strictObject({ device_code: z.string().max(200) });
/** What a paired screen is told about itself, with its credential the first time. */
export const deviceToken = z.object({ device_token: z.string(), device });
