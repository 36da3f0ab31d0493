import { z } from 'zod';
import { name, stamped } from './words.ts';

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
