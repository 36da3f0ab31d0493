import { z } from 'zod';
import { name, stamped } from './words.ts';

const providerOffices = z.array(z.strictObject({ id: z.uuid(), is_primary: z.boolean().optional() })).max(50);
const serviceIds = z.array(z.uuid()).max(200).meta({ description: 'What the provider is booked for.' });
export const createProvider = z.strictObject({
  name,
  title: z.string().trim().max(60).optional(),
  offices: providerOffices.optional(),
  service_ids: serviceIds.optional(),
});
export const changeProvider = z.strictObject({
  name: name.optional(),
  title: z.string().trim().max(60).nullable().optional(),
  offices: providerOffices.optional(),
  service_ids: serviceIds.optional(),
  active: z.boolean().optional(),
});
export const provider = z.object({
  ...stamped,
  name: z.string(),
  title: z.string().nullable(),
  offices: z.array(
    z.object({ id: z.uuid(), name: z.string(), address: z.string().nullable(), is_primary: z.boolean() }),
  ),
  service_ids: z.array(z.uuid()),
});
export type Provider = z.infer<typeof provider>;
