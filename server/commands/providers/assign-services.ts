import { Refusal } from '../../../models/rules/refusal.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';

/** What a provider offers, instead of what stood before. @throws Refusal `not_found` for a service that is not there, `invalid_input` for one named twice */
export async function assignServices(tx: Writing, providerId: string, serviceIds: readonly string[]): Promise<void> {
  const organization_id = tx.actor.organizationId;
  const where = 'body.service_ids';
  if (new Set(serviceIds).size < serviceIds.length)
    throw new Refusal('invalid_input', undefined, [{ path: where, message: 'a service is named twice' }]);
  await requireExisting(tx, tx.database.Service, serviceIds, where);
  await tx.database.ProviderService.destroy({
    where: { organization_id, provider_id: providerId },
    transaction: tx.transaction,
  });
  await tx.database.ProviderService.bulkCreate(
    serviceIds.map((service_id) => ({ organization_id, provider_id: providerId, service_id })),
    { transaction: tx.transaction },
  );
}
