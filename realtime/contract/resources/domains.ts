import { z } from 'zod';

export const DOMAIN_STATUSES = ['pending', 'verified', 'failing'] as const;

export const createDomain = z.strictObject({ host: z.string().trim().min(4).max(253) });
export const domain = z.object({
  id: z.uuid(),
  /** In lower case and punycode, as it is looked up. */
  host: z.string(),
  /** `failing`: it was verified, and its record is no longer found. */
  status: z.enum(DOMAIN_STATUSES),
  /** What has to stand in the DNS. */
  record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
  verified_at: z.iso.datetime().nullable(),
  checked_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Domain = z.infer<typeof domain>;
