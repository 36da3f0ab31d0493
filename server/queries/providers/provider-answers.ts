import type { ProviderRow } from '../../../models/provider.ts';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import type { Reading } from '../snapshot.ts';
import { stampsOf } from '../stamps.ts';

type OfficeOfProvider = { provider_id: string; id: string; name: string; address: string | null; is_primary: boolean };

/** Providers with the offices they work in, the primary one first, and what they are booked for. */
export async function providerAnswers(tx: Reading, rows: readonly ProviderRow[]): Promise<Provider[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [offices, services] = await Promise.all([officesOf(tx, ids), servicesOf(tx, ids)]);
  return rows.map((row) => ({
    ...stampsOf(row),
    name: row.name,
    title: row.title,
    offices: offices
      .filter((office) => office.provider_id === row.id)
      .map(({ id, name, address, is_primary }) => ({ id, name, address, is_primary })),
    service_ids: services.filter((service) => service.provider_id === row.id).map(({ service_id }) => service_id),
  }));
}

function officesOf(tx: Reading, ids: readonly string[]): Promise<OfficeOfProvider[]> {
  return tx.query<OfficeOfProvider>({
    name: 'offices-of-providers',
    text: `SELECT po.provider_id, o.id, o.name, o.address, po.is_primary
           FROM provider_offices po JOIN offices o ON o.organization_id = po.organization_id AND o.id = po.office_id
           WHERE po.organization_id = $1 AND po.provider_id = ANY ($2) ORDER BY po.is_primary DESC, o.name, o.id`,
    values: [tx.actor.organizationId, ids],
  });
}

function servicesOf(tx: Reading, ids: readonly string[]): Promise<{ provider_id: string; service_id: string }[]> {
  return tx.query({
    name: 'services-of-providers',
    text: `SELECT provider_id, service_id FROM provider_services
           WHERE organization_id = $1 AND provider_id = ANY ($2) ORDER BY service_id`,
    values: [tx.actor.organizationId, ids],
  });
}

export async function providerAnswer(tx: Reading, row: ProviderRow): Promise<Provider> {
  const [answer] = await providerAnswers(tx, [row]);
  if (!answer) throw new Error('one row gave no answer');
  return answer;
}
