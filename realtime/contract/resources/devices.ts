import { z } from 'zod';
import { CHECK_IN_WAYS, DEVICE_KINDS, PAPERS, SOUND_STATES, type DeviceReport } from '../../../models/vocabulary.ts';
import { name } from './words.ts';

const pixels = z.int().min(0).max(100_000);
/** What a paired screen says of itself every half minute, over its live line or, where it has none, over HTTP. */
export const deviceReport = z.strictObject({
  build: z.string().max(64),
  width: pixels,
  height: pixels,
  language: z.string().max(35),
  sound: z.enum(SOUND_STATES),
  error: z.strictObject({ message: z.string().max(200), at: z.iso.datetime() }).nullable(),
}) satisfies z.ZodType<DeviceReport>;

/** Of tablets at the entrance; a display has no use for them. */
const kioskSettings = {
  /** The width of the paper in its printer; null: it has none. */
  paper: z.enum(PAPERS).nullable(),
  /** A number is printed without being asked for. */
  prints_itself: z.boolean(),
  asks_phone: z.boolean(),
};
const someKioskSettings = z.object(kioskSettings).partial().shape;

export const device = z.object({
  id: z.uuid(),
  kind: z.enum(DEVICE_KINDS),
  name: z.string(),
  office_id: z.uuid(),
  queue_ids: z.array(z.uuid()),
  ...kioskSettings,
  revoked_at: z.iso.datetime().nullable(),
  last_seen_at: z.iso.datetime().nullable(),
  /** Heard of within the last minute or so. */
  online: z.boolean(),
  report: deviceReport.nullable(),
  /** The page that it shows is not the newest. */
  outdated: z.boolean(),
  /** How often it was asked to load its page anew: another number than it knew is the wish. */
  reloads: z.int(),
  revision: z.int(),
});
export type Device = z.infer<typeof device>;
export const changeDevice = z.strictObject({
  name: name.optional(),
  office_id: z.uuid().optional(),
  queue_ids: z.array(z.uuid()).max(50).optional(),
  ...someKioskSettings,
});
/** What a paired screen is told about itself: also where it stands, which phone numbers without a country code belong to. */
export const ownDevice = device.extend({
  country: z.string().nullable(),
  calling_code: z.string().nullable(),
  /** What it asks of whoever comes with an appointment. */
  check_in: z.enum(CHECK_IN_WAYS),
});
export type OwnDevice = z.infer<typeof ownDevice>;
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
  ...someKioskSettings,
});
export const redeemDeviceCode = z.strictObject({ device_code: z.string().max(200) });
/** What a paired screen is told about itself, with its credential the first time. */
export const deviceToken = z.object({ device_token: z.string(), device });
