import { z } from 'zod';

/** One person, by any of these; everything personal of all their stays and appointments goes. */
export const erasePatient = z
  .strictObject({
    phone: z.string().trim().min(3).max(40).optional(),
    email: z.email().max(254).optional(),
    entry_id: z.uuid().optional(),
    appointment_id: z.uuid().optional(),
  })
  .refine((by) => Object.values(by).filter((value) => value !== undefined).length === 1, 'give exactly one of them');
export const erased = z.object({ entries: z.int(), appointments: z.int() });
