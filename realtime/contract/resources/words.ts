import { z } from 'zod';

/** Names stand in letters and lists, where a second line, or one that runs backwards, would pass for the service's own words. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u, 'must be one line');
export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin');
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/, 'lower-case letters, digits and dashes, 3 to 63');
export const password = z.string().min(12).max(128);
/** Whose work is limited: to the queues of these offices, and to these queues. Both empty: everywhere. */
export const scope = {
  office_ids: z.array(z.uuid()).max(50).optional(),
  queue_ids: z.array(z.uuid()).max(200).optional(),
};
export const stamped = {
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
