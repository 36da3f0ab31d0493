import { Refusal } from '../../../models/rules/refusal.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';

export type OfficeOfProvider = { id: string; is_primary?: boolean | undefined };

/**
 * Where a provider works, instead of what stood before. Without a primary office the first one is it.
 * @throws Refusal `not_found` for an office that is not there, `invalid_input` for one named twice or two primary ones
 */
export async function assignOffices(
  tx: Writing,
  providerId: string,
  offices: readonly OfficeOfProvider[],
): Promise<void> {
  const organization_id = tx.actor.organizationId;
  const primary = offices.filter(({ is_primary }) => is_primary === true);
  if (primary.length > 1) throw wrong('only one office can be the primary one');
  if (new Set(offices.map(({ id }) => id)).size < offices.length) throw wrong('an office is named twice');
  await requireExisting(
    tx,
    tx.database.Office,
    offices.map(({ id }) => id),
    'body.offices',
  );
  const primaryId = (primary[0] ?? offices[0])?.id;
  await tx.database.ProviderOffice.destroy({
    where: { organization_id, provider_id: providerId },
    transaction: tx.transaction,
  });
  await tx.database.ProviderOffice.bulkCreate(
    offices.map(({ id }) => ({
      organization_id,
      provider_id: providerId,
      office_id: id,
      is_primary: id === primaryId,
    })),
    { transaction: tx.transaction },
  );
}

function wrong(message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: 'body.offices', message }]);
}
