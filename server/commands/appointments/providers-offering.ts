import { missing } from '../require-existing.ts';
import { ownQueues } from '../../queries/appointments/concerns-appointment.ts';
import type { Reading } from '../../queries/snapshot.ts';

/**
 * Who offers the service at the office, one or all of them; for those whose work is limited to queues: whom these are for.
 * @throws Refusal `not_found` where nobody does
 */
export async function providersOffering(
  tx: Reading,
  { service_id, office_id, provider_id }: { service_id: string; office_id: string; provider_id: string | null },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'providers-offering',
    text: `SELECT p.id FROM providers p
           JOIN provider_services ps ON ps.organization_id = p.organization_id AND ps.provider_id = p.id AND ps.service_id = $2
           JOIN provider_offices po ON po.organization_id = p.organization_id AND po.provider_id = p.id AND po.office_id = $3
           WHERE p.organization_id = $1 AND p.active AND ($4::uuid IS NULL OR p.id = $4)
             AND ($5::uuid[] IS NULL OR EXISTS (SELECT FROM queues q WHERE q.organization_id = p.organization_id AND q.id = ANY ($5) AND q.active
               AND q.office_id = $3 AND (q.provider_id IS NULL OR q.provider_id = p.id) AND (q.service_id IS NULL OR q.service_id = $2)))
           ORDER BY p.id`,
    values: [tx.actor.organizationId, service_id, office_id, provider_id, ownQueues(tx.actor)],
  });
  if (rows.length === 0) throw missing(provider_id === null ? 'body.service_id' : 'body.provider_id');
  return rows.map(({ id }) => id);
}
