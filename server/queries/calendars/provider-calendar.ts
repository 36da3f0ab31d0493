import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

/** A time of a provider, as a calendar on any telephone may show it: nobody's name, and no code, which checks people in. */
export type BookedTime = {
  origin_id: string;
  sequence: number;
  starts_at: Date;
  ends_at: Date;
  status_at: Date;
  service: string;
  office: string;
  address: string | null;
};

const BACK_DAYS = 90;

/**
 * The booked times of a provider, from a while ago on. The secret address is the permission: it is asked for by the id that it was made
 * from, which is gone as soon as there is a newer one, or the provider is not there any more.
 * @throws Refusal `not_found`
 */
export async function providerCalendar(tx: Reading, feedId: string): Promise<{ name: string; times: BookedTime[] }> {
  const [feed] = await tx.query<{ provider_id: string; name: string }>({
    name: 'calendar-feed',
    text: `SELECT p.id AS provider_id, p.name FROM calendar_feeds f
           JOIN providers p ON p.organization_id = f.organization_id AND p.id = f.provider_id
           WHERE f.organization_id = $1 AND f.id = $2 AND p.active`,
    values: [tx.actor.organizationId, feedId],
  });
  if (!feed) throw new Refusal('not_found');
  const times = await tx.query<BookedTime>({
    name: 'provider-calendar',
    text: `SELECT a.origin_id, a.sequence, a.starts_at, a.ends_at, a.status_at, s.name AS service, o.name AS office, o.address
           FROM appointments a
           JOIN services s ON s.organization_id = a.organization_id AND s.id = a.service_id
           JOIN offices o ON o.organization_id = a.organization_id AND o.id = a.office_id
           WHERE a.organization_id = $1 AND a.provider_id = $2 AND a.starts_at > $3::timestamptz - interval '${BACK_DAYS} days'
             AND a.status IN ('booked', 'arrived', 'checked_in', 'fulfilled', 'no_show') AND a.anonymised_at IS NULL
           ORDER BY a.starts_at, a.id`,
    values: [tx.actor.organizationId, feed.provider_id, tx.now],
  });
  return { name: feed.name, times };
}
