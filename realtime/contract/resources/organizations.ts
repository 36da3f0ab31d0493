import { z } from 'zod';
import { LANGUAGES, ORGANIZATION_STATUSES, PLAN_TYPES } from '../../../models/vocabulary.ts';
import { name, timeZone, slug, password } from './words.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
export const branding = z.object({
  name: z.string(),
  slug: z.string(),
  /** An uploaded one is a path on the organization's own hosts, without a host. */
  logo_url: z.string().nullable(),
  primary_colour: z.string().nullable(),
  contact: z.object({ phone: z.string().nullable(), email: z.string().nullable(), website: z.string().nullable() }),
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
      contact: z
        .strictObject({
          phone: z.string().trim().max(40).nullable().optional(),
          email: z.email().max(254).nullable().optional(),
          website: z
            .url({ protocol: /^https?$/ })
            .max(300)
            .nullable()
            .optional(),
        })
        .optional(),
    })
    .optional(),
  /** Owners and administrators need a second factor. */
  require_otp: z.boolean().optional(),
  /** Days after which the personal part of an ended stay is deleted; null: never. */
  retention_days: z.int().min(1).max(3650).nullable().optional(),
  /** Whoever has no code may say name and date of birth at the entrance. */
  check_in_by_name: z.boolean().optional(),
});
/** Closing takes the slug as a confirmation. */
export const closeOrganization = z.strictObject({
  confirm: z.string().max(63),
  reason: z.string().trim().min(1).max(300).optional(),
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
  status_reason: z.string().nullable(),
  trial_ends_at: z.iso.datetime().nullable(),
  require_otp: z.boolean(),
  retention_days: z.int().nullable(),
  check_in_by_name: z.boolean(),
  revision: z.int(),
  created_at: z.iso.datetime(),
});
export type Organization = z.infer<typeof organization>;
