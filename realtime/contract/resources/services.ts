import { z } from 'zod';
import { bookingPolicy, someBookingPolicy } from './booking.ts';
import { name, stamped } from './words.ts';

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
  booking: someBookingPolicy.optional(),
});
export const changeService = createService.partial().extend({ active: z.boolean().optional() });
export const service = z.object({
  ...stamped,
  name: z.string(),
  description: z.string().nullable(),
  duration_minutes: z.int(),
  price_cents: z.int().nullable(),
  currency: z.string().nullable(),
  booking: bookingPolicy,
});
export type Service = z.infer<typeof service>;
