import type { CountryCode } from 'libphonenumber-js/min';
import { bookingPolicy, type BookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { countryOf } from '../../queries/offices/country-of.ts';
import type { Reading } from '../../queries/snapshot.ts';
import { missing } from '../require-existing.ts';

/** A service at an office, as it is booked there. */
export type Bookable = {
  service_id: string;
  office_id: string;
  /** Minutes. */
  duration: number;
  policy: BookingPolicy;
  time_zone: string;
  country: CountryCode | null;
};

/**
 * What a booking names. Whoever passes by books what is booked online, and hears of nothing else.
 * @throws Refusal `not_found`
 */
export async function bookable(tx: Reading, wanted: { service_id: string; office_id: string }): Promise<Bookable> {
  const found = await openBookable(tx, wanted);
  if (!found.policy.online && isBound(tx)) throw missing('body.service_id');
  return found;
}

/** The same, whoever asks: for what follows from a change that was permitted. @throws Refusal `not_found` */
export async function openBookable(
  tx: Reading,
  { service_id, office_id }: { service_id: string; office_id: string },
): Promise<Bookable> {
  const [row] = await tx.query<{
    duration_minutes: number;
    booking: object;
    time_zone: string;
    country: string | null;
    service_is_open: boolean;
    office_is_open: boolean;
  }>({
    name: 'bookable',
    text: `SELECT s.duration_minutes, s.booking, s.active AS service_is_open, o.time_zone, o.country, o.active AS office_is_open
           FROM services s JOIN offices o ON o.organization_id = s.organization_id AND o.id = $3
           WHERE s.organization_id = $1 AND s.id = $2`,
    values: [tx.actor.organizationId, service_id, office_id],
  });
  if (!row || !row.service_is_open) throw missing('body.service_id');
  if (!row.office_is_open) throw missing('body.office_id');
  return {
    service_id,
    office_id,
    duration: row.duration_minutes,
    policy: bookingPolicy.parse(row.booking),
    time_zone: row.time_zone,
    country: countryOf(row),
  };
}

/** How something is booked that is booked already: it holds until the end, though the service is offered no more. */
export async function policyOf(tx: Reading, { service_id }: { service_id: string }): Promise<BookingPolicy> {
  const [row] = await tx.query<{ booking: object }>({
    name: 'policy-of-service',
    text: 'SELECT booking FROM services WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, service_id],
  });
  return bookingPolicy.parse(row?.booking ?? {});
}

/** Passers-by and link holders keep to notice and horizon; staff decide themselves. */
export function isBound({ actor }: Pick<Reading, 'actor'>): boolean {
  return actor.kind === 'public' || actor.kind === 'booking';
}
