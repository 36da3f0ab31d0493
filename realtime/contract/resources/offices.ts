import { z } from 'zod';
import { name, stamped, timeZone } from './words.ts';

/** ISO 3166, as DE. Null: where the time zone is. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'two capital letters, as DE')
  .nullable();
/** Where its door is, in degrees. */
const position = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
/** Metres around it within which a telephone is there. */
const arrivalRadius = z.int().min(20).max(5000);

export const createOffice = z.strictObject({
  name,
  address: z.string().trim().max(300).optional(),
  time_zone: timeZone.optional(),
  country: country.optional(),
  position: position.nullable().optional(),
  arrival_radius: arrivalRadius.nullable().optional(),
});
export const changeOffice = z.strictObject({
  name: name.optional(),
  address: z.string().trim().max(300).nullable().optional(),
  time_zone: timeZone.optional(),
  country: country.optional(),
  position: position.nullable().optional(),
  arrival_radius: arrivalRadius.nullable().optional(),
  active: z.boolean().optional(),
});
export const office = z.object({
  ...stamped,
  name: z.string(),
  address: z.string().nullable(),
  time_zone: z.string(),
  country,
  position: position.nullable(),
  /** Null while nobody has said where the office is. */
  arrival_radius: arrivalRadius.nullable(),
  /** What hangs at the entrance, so that whoever types it is there; null: none yet. */
  premises_code: z.string().nullable(),
});
export type Office = z.infer<typeof office>;
