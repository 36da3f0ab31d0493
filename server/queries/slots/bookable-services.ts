import { permit } from '../../../models/rules/permissions.ts';
import { bookingPolicy, type Bookable } from '../../../realtime/contract/resources/booking.ts';
import { countryOf } from '../offices/country-of.ts';
import type { Reading } from '../snapshot.ts';

/** What patients book themselves, where, and with whom. Whoever has no hours there is not named. */
export async function bookableServices(tx: Reading): Promise<Bookable> {
  permit(tx.actor, 'appointment.book');
  const [services, offices, providers, offered] = await Promise.all([
    tx.query<Omit<Bookable['services'][number], 'change_until' | 'horizon' | 'offices'> & { booking: object }>({
      name: 'bookable-services',
      text: `SELECT id, name, description, duration_minutes, price_cents, currency, booking FROM services
             WHERE organization_id = $1 AND active ORDER BY name, id`,
      values: [tx.actor.organizationId],
    }),
    tx.query<Bookable['offices'][number]>({
      name: 'bookable-offices',
      text: `SELECT id, name, address, time_zone, country FROM offices WHERE organization_id = $1 AND active ORDER BY name, id`,
      values: [tx.actor.organizationId],
    }),
    tx.query<Bookable['providers'][number]>({
      name: 'bookable-providers',
      text: `SELECT id, name, title FROM providers WHERE organization_id = $1 AND active ORDER BY name, id`,
      values: [tx.actor.organizationId],
    }),
    tx.query<Offered>({
      name: 'bookable-offers',
      text: `SELECT ps.service_id, po.office_id, ps.provider_id
             FROM provider_services ps
             JOIN provider_offices po ON po.organization_id = ps.organization_id AND po.provider_id = ps.provider_id
             WHERE ps.organization_id = $1
               AND (EXISTS (SELECT FROM schedules h WHERE h.organization_id = $1 AND h.provider_id = ps.provider_id
                      AND h.office_id = po.office_id AND h.active
                      AND (h.effective_until IS NULL OR h.effective_until >= current_date - 1))
                 OR EXISTS (SELECT FROM schedule_exceptions e WHERE e.organization_id = $1 AND e.provider_id = ps.provider_id
                      AND e.office_id = po.office_id AND e.active AND e.kind = 'open' AND e.until_on >= current_date - 1))
             ORDER BY ps.provider_id`,
      values: [tx.actor.organizationId],
    }),
  ]);
  const present = inUse(offered, offices, providers);
  const bookable = services.flatMap(({ booking, ...service }) => {
    const { online, change_until, horizon } = bookingPolicy.parse(booking);
    const where = online ? officesOf(service.id, present) : [];
    return where.length === 0 ? [] : [{ ...service, change_until, horizon, offices: where }];
  });
  const named = new Set(bookable.flatMap((service) => service.offices.flatMap((one) => [one.id, ...one.provider_ids])));
  return {
    services: bookable,
    offices: offices.filter(({ id }) => named.has(id)).map((office) => ({ ...office, country: countryOf(office) })),
    providers: providers.filter(({ id }) => named.has(id)),
  };
}

type Offered = { service_id: string; office_id: string; provider_id: string };

/** Of offices and providers that are in use. */
function inUse(
  offered: readonly Offered[],
  offices: readonly { id: string }[],
  providers: readonly { id: string }[],
): Offered[] {
  const present = new Set([...offices, ...providers].map(({ id }) => id));
  return offered.filter(({ office_id, provider_id }) => present.has(office_id) && present.has(provider_id));
}

function officesOf(serviceId: string, offered: readonly Offered[]): Bookable['services'][number]['offices'] {
  const offices = new Map<string, string[]>();
  for (const { service_id, office_id, provider_id } of offered) {
    if (service_id !== serviceId) continue;
    offices.set(office_id, [...(offices.get(office_id) ?? []), provider_id]);
  }
  return [...offices].map(([id, provider_ids]) => ({ id, provider_ids }));
}
