import type { Writing } from '../transact.ts';
import { bookable, type Bookable } from './bookable.ts';
import { providersOffering } from './providers-offering.ts';

export type WantedSlot = {
  service_id: string;
  office_id: string;
  provider_id?: string | null | undefined;
  starts_at: string;
};

/**
 * What is wanted and who offers it, asked together. Where both are missing the service is named, whichever answer came first.
 * @throws Refusal `not_found`
 */
export async function whoOffersIt(
  tx: Writing,
  { service_id, office_id, provider_id = null }: WantedSlot,
): Promise<{ service: Bookable; providerIds: string[] }> {
  const offering = providersOffering(tx, { service_id, office_id, provider_id });
  offering.catch(() => undefined); // awaited below
  return { service: await bookable(tx, { service_id, office_id }), providerIds: await offering };
}
