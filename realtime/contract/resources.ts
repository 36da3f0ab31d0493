import { z } from 'zod';
import {
  COUNTER_STATES,
  DEVICE_KINDS,
  LANGUAGES,
  ORGANIZATION_STATUSES,
  PLAN_TYPES,
  QUEUE_STATUSES,
  ROLES,
} from '../../models/vocabulary.ts';

/** What an organization sets up, as it is written and as it is answered. Answers are whitelists. */

const name = z.string().trim().min(1).max(120);
const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin');
const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/, 'lower-case letters, digits and dashes, 3 to 63');
const password = z.string().min(12).max(128);
const stamped = {
  id: z.uuid(),
  active: z.boolean(),
  revision: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
};

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
export const branding = z.object({
  name: z.string(),
  slug: z.string(),
  logo_url: z.string().nullable(),
  primary_colour: z.string().nullable(),
  languages: z.array(z.string()),
  time_zone: z.string(),
});
export type Branding = z.infer<typeof branding>;

export const createOrganization = z.strictObject({
  name,
  slug,
  subdomain: slug.optional(),
  plan_type: z.enum(PLAN_TYPES).optional(),
  features: z.record(z.string().max(60), z.boolean()).optional(),
  time_zone: timeZone,
  owner: z.strictObject({ name, email: z.email().max(254), password }),
});
export const changeOrganization = z.strictObject({
  name: name.optional(),
  time_zone: timeZone.optional(),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length).optional(),
  branding: z
    .strictObject({
      logo_url: z
        .url({ protocol: /^https$/ })
        .max(500)
        .nullable()
        .optional(),
      primary_colour: colour.nullable().optional(),
    })
    .optional(),
});
export const organization = z.object({
  id: z.uuid(),
  slug: z.string(),
  subdomain: z.string().nullable(),
  name: z.string(),
  status: z.enum(ORGANIZATION_STATUSES),
  plan_type: z.enum(PLAN_TYPES),
  features: z.record(z.string(), z.boolean()),
  time_zone: z.string(),
  languages: z.array(z.string()),
  branding,
  revision: z.int(),
  created_at: z.iso.datetime(),
});
export type Organization = z.infer<typeof organization>;

export const createUser = z.strictObject({ name, email: z.email().max(254), password, role: z.enum(ROLES) });
export const changeUser = z.strictObject({
  name: name.optional(),
  role: z.enum(ROLES).optional(),
  active: z.boolean().optional(),
  password: password.optional(),
});
export const user = z.object({ ...stamped, name: z.string(), email: z.string(), role: z.enum(ROLES) });
export type User = z.infer<typeof user>;

export const createOffice = z.strictObject({
  name,
  address: z.string().trim().max(300).optional(),
  time_zone: timeZone.optional(),
});
export const changeOffice = z.strictObject({
  name: name.optional(),
  address: z.string().trim().max(300).nullable().optional(),
  time_zone: timeZone.optional(),
  active: z.boolean().optional(),
});
export const office = z.object({ ...stamped, name: z.string(), address: z.string().nullable(), time_zone: z.string() });
export type Office = z.infer<typeof office>;

const money = {
  price_cents: z.int().min(0).max(100_000_000).nullable().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .optional(),
};
export const createService = z.strictObject({
  name,
  description: z.string().trim().max(500).nullable().optional(),
  duration_minutes: z.int().min(1).max(1440),
  ...money,
});
export const changeService = createService.partial().extend({ active: z.boolean().optional() });
export const service = z.object({
  ...stamped,
  name: z.string(),
  description: z.string().nullable(),
  duration_minutes: z.int(),
  price_cents: z.int().nullable(),
  currency: z.string().nullable(),
});
export type Service = z.infer<typeof service>;

const providerOffices = z.array(z.strictObject({ id: z.uuid(), is_primary: z.boolean().optional() })).max(50);
export const createProvider = z.strictObject({
  name,
  title: z.string().trim().max(60).optional(),
  offices: providerOffices.optional(),
});
export const changeProvider = z.strictObject({
  name: name.optional(),
  title: z.string().trim().max(60).nullable().optional(),
  offices: providerOffices.optional(),
  active: z.boolean().optional(),
});
export const provider = z.object({
  ...stamped,
  name: z.string(),
  title: z.string().nullable(),
  offices: z.array(
    z.object({ id: z.uuid(), name: z.string(), address: z.string().nullable(), is_primary: z.boolean() }),
  ),
});
export type Provider = z.infer<typeof provider>;

/** How a queue calls. Minutes and counts; what is left out keeps its default. */
export const queuePolicy = z.strictObject({
  walk_in_target: z.int().min(0).max(1440).default(45),
  appointment_target: z.int().min(0).max(1440).default(15),
  late_after: z.int().min(0).max(1440).default(15),
  /** Minutes after a call until it counts as missed; null: only staff decide. */
  grace: z.int().min(1).max(240).nullable().default(null),
  /** Minutes within which somebody who missed the call may return. */
  restore: z.int().min(1).max(1440).default(60),
  recall_limit: z.int().min(0).max(20).default(3),
  /** Seconds between two announcements of one person. */
  recall_pause: z.int().min(0).max(600).default(10),
  /** How often a patient may let others go first, and how many go first. */
  snooze_limit: z.int().min(0).max(20).default(2),
  fair_behind: z.int().min(1).max(50).default(3),
  one_per_person: z.boolean().default(true),
  outcome_required: z.boolean().default(false),
  /** Whoever is still there at the office's local midnight is cancelled; off for queues that work through the night. */
  close_of_day: z.boolean().default(true),
});
export type QueuePolicy = z.infer<typeof queuePolicy>;

/** Some of it. Without the defaults, which would put back what a change leaves out. */
const somePolicy = z
  .strictObject({
    walk_in_target: queuePolicy.shape.walk_in_target.unwrap(),
    appointment_target: queuePolicy.shape.appointment_target.unwrap(),
    late_after: queuePolicy.shape.late_after.unwrap(),
    grace: queuePolicy.shape.grace.unwrap(),
    restore: queuePolicy.shape.restore.unwrap(),
    recall_limit: queuePolicy.shape.recall_limit.unwrap(),
    recall_pause: queuePolicy.shape.recall_pause.unwrap(),
    snooze_limit: queuePolicy.shape.snooze_limit.unwrap(),
    fair_behind: queuePolicy.shape.fair_behind.unwrap(),
    one_per_person: queuePolicy.shape.one_per_person.unwrap(),
    outcome_required: queuePolicy.shape.outcome_required.unwrap(),
    close_of_day: queuePolicy.shape.close_of_day.unwrap(),
  })
  .partial();

const prefix = z.string().regex(/^[A-Z]{1,3}$/, 'one to three capital letters');
export const createQueue = z.strictObject({
  name,
  prefix,
  office_id: z.uuid(),
  provider_id: z.uuid().nullable().optional(),
  service_id: z.uuid().nullable().optional(),
  capacity: z.int().min(1).max(100_000).nullable().optional(),
  public_join: z.boolean().optional(),
  policy: somePolicy.optional(),
});
export const changeQueue = z.strictObject({
  name: name.optional(),
  provider_id: z.uuid().nullable().optional(),
  service_id: z.uuid().nullable().optional(),
  capacity: z.int().min(1).max(100_000).nullable().optional(),
  public_join: z.boolean().optional(),
  policy: somePolicy.optional(),
  active: z.boolean().optional(),
});
export const queue = z.object({
  ...stamped,
  name: z.string(),
  prefix: z.string(),
  office_id: z.uuid(),
  provider_id: z.uuid().nullable(),
  service_id: z.uuid().nullable(),
  status: z.enum(QUEUE_STATUSES),
  status_reason: z.string().nullable(),
  status_until: z.iso.datetime().nullable(),
  capacity: z.int().nullable(),
  public_join: z.boolean(),
  policy: queuePolicy,
});
export type Queue = z.infer<typeof queue>;

export const createCounter = z.strictObject({ name, office_id: z.uuid() });
export const changeCounter = z.strictObject({ name: name.optional(), active: z.boolean().optional() });
export const counterSession = z.object({
  id: z.uuid(),
  state: z.enum(COUNTER_STATES),
  reason: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  user_id: z.uuid().nullable(),
  queue_ids: z.array(z.uuid()),
  started_at: z.iso.datetime(),
});
export const counter = z.object({
  ...stamped,
  name: z.string(),
  office_id: z.uuid(),
  session: counterSession.nullable(),
});
export type Counter = z.infer<typeof counter>;

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

export const login = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(128),
  otp: z.string().max(12).optional(),
});
export const refresh = z.strictObject({ refresh_token: z.string().max(400).optional() });
export const signIn = z.strictObject({ link_token: z.string().max(2000) });
export const tokens = z.object({ user, access_token: z.string(), refresh_token: z.string(), expires_in: z.int() });
export type Tokens = z.infer<typeof tokens>;
/** Whoever is signed in, and where. */
export const me = user.extend({ organization });
export const signedUp = z.object({
  organization,
  user,
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.int(),
});

/** What a kiosk or a public page offers: queues people may join here. */
export const joinable = z.object({
  id: z.uuid(),
  name: z.string(),
  office_id: z.uuid(),
  status: z.enum(QUEUE_STATUSES),
  waiting: z.int(),
  wait: z.object({ p20: z.int(), p80: z.int() }).nullable(),
});
export type Joinable = z.infer<typeof joinable>;

/** The data block inside every screen's page: who and where, nothing personal. */
export type PageData = {
  organization: Branding & { id: string };
  /** '' on the organization's own host, `/o/<slug>` on a shared one. Every link and request begins with it. */
  base: string;
  build: string;
};
