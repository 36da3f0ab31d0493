import { z } from 'zod';
import { name, stamped, timeZone } from './words.ts';

/** ISO 3166, as DE. Null: where the time zone is. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'two capital letters, as DE')
  .nullable();
export const createOffice = z.strictObject({
  name,
  address: z.string().trim().max(300).optional(),
  time_zone: timeZone.optional(),
  country: country.optional(),
});
export const changeOffice = z.strictObject({
  name: name.optional(),
  address: z.string().trim().max(300).nullable().optional(),
  time_zone: timeZone.optional(),
  country: country.optional(),
  active: z.boolean().optional(),
});
export const office = z.object({
  ...stamped,
  name: z.string(),
  address: z.string().nullable(),
  time_zone: z.string(),
  country,
});
export type Office = z.infer<typeof office>;
