import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/** Hours at an office where the provider does not work would never be offered. @throws Refusal `invalid_input` */
export async function requireWorksAt(
  tx: Writing,
  { provider_id, office_id }: { provider_id: string; office_id: string },
): Promise<void> {
  const works = await tx.database.ProviderOffice.count({
    where: { organization_id: tx.actor.organizationId, provider_id, office_id },
    transaction: tx.transaction,
  });
  if (works > 0) return;
  throw new Refusal('invalid_input', undefined, [
    { path: 'body.office_id', message: 'must be an office in which the provider works' },
  ]);
}
