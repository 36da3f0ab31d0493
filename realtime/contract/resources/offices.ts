import { z } from 'zod';
import { name, stamped, timeZone } from './words.ts';

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
