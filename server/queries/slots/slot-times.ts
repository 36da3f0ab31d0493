import { daysAfter, type ProviderTimes } from '../../../models/rules/slots.ts';
import type { HoursException, RegularHours } from '../../../models/rules/working-hours.ts';
import { bookingPolicy, type BookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { ownQueues } from '../appointments/concerns-appointment.ts';
import type { Reading } from '../snapshot.ts';

/** What slots are asked of. Both local days included. */
export type WantedTimes = {
  service_id: string;
  office_id: string;
  /** Null: everybody who offers the service there. */
  provider_id: string | null;
  from: string;
  to: string;
};

export type SlotTimes = {
  time_zone: string;
  duration: number;
  policy: BookingPolicy;
  providers: ProviderTimes[];
};

/**
 * All that slots are made of, as of one moment: two statements that travel together. Null where nobody offers that service at that
 * office. Of those whose work is limited to queues, only whom these are for.
 */
export async function slotTimes(tx: Reading, wanted: WantedTimes): Promise<SlotTimes | null> {
  const [hours, busy] = await Promise.all([readHours(tx, wanted), busyTimes(tx, wanted)]);
  if (hours === null) return null;
  const { time_zone, duration_minutes: duration, booking, schedules, exceptions } = hours;
  const providers = hours.provider_ids.map((id) => ({
    id,
    schedules: schedules.filter(({ provider_id }) => provider_id === id),
    exceptions: exceptions.filter(({ provider_id }) => provider_id === null || provider_id === id),
    busy: busy.get(id) ?? [],
  }));
  return { time_zone, duration, policy: bookingPolicy.parse(booking), providers };
}

/**
 * What each of them has to do between two days, wherever that is. A hold or an offer whose time is over keeps nobody away.
 * In columns and as numbers: two thousand appointments would otherwise cost more to read than to reckon with.
 */
export async function busyTimes(
  tx: Reading,
  { service_id, office_id, provider_id, from, to }: WantedTimes,
): Promise<Map<string, ProviderTimes['busy']>> {
  const rows = await tx.query<BusyColumns>({
    name: 'slot-busy',
    // Nothing is busy for longer than three days, so the index has a beginning, too.
    text: `SELECT b.provider_id, json_agg(b.service_id) AS service_ids, json_agg(b.starts_at) AS starts_at, json_agg(b.ends_at) AS ends_at,
             json_agg(b.busy_from) AS busy_from, json_agg(b.busy_until) AS busy_until, json_agg(b.lapses_at) AS lapses_at
           FROM provider_services ps
           JOIN provider_offices po ON po.organization_id = ps.organization_id AND po.provider_id = ps.provider_id AND po.office_id = $3
           CROSS JOIN LATERAL (
             SELECT a.provider_id, a.service_id, date_part('epoch', a.starts_at) * 1000 AS starts_at, date_part('epoch', a.ends_at) * 1000 AS ends_at,
               date_part('epoch', a.busy_from) * 1000 AS busy_from, date_part('epoch', a.busy_until) * 1000 AS busy_until,
               CASE WHEN a.status IN ('held', 'offered') THEN date_part('epoch', a.timer_at) * 1000 END AS lapses_at
             FROM appointments a
             WHERE a.organization_id = $1 AND a.provider_id = ps.provider_id AND a.holds_time
               AND a.busy_from > $5::timestamptz - interval '3 days' AND a.busy_from < $6 AND a.busy_until > $5
             ORDER BY a.busy_from) b
           WHERE ps.organization_id = $1 AND ps.service_id = $2 AND ($4::uuid IS NULL OR ps.provider_id = $4)
           GROUP BY b.provider_id`,
    values: [
      tx.actor.organizationId,
      service_id,
      office_id,
      provider_id,
      // Wherever the office is, its days lie between these.
      `${daysAfter(from, -1)}T00:00:00Z`,
      `${daysAfter(to, 3)}T00:00:00Z`,
    ],
  });
  return new Map(rows.map((row) => [row.provider_id, sessionsOf(row, tx.now)]));
}

type Hours = {
  time_zone: string;
  duration_minutes: number;
  booking: object;
  provider_ids: string[];
  schedules: (RegularHours & { provider_id: string })[];
  exceptions: HoursException[];
};

async function readHours(
  tx: Reading,
  { service_id, office_id, provider_id, from }: WantedTimes,
): Promise<Hours | null> {
  const [row] = await tx.query<Hours>({
    name: 'slot-hours',
    text: `WITH offering AS (
             SELECT p.id FROM providers p
             JOIN provider_services ps ON ps.organization_id = p.organization_id AND ps.provider_id = p.id AND ps.service_id = $2
             JOIN provider_offices po ON po.organization_id = p.organization_id AND po.provider_id = p.id AND po.office_id = $3
             WHERE p.organization_id = $1 AND p.active AND ($4::uuid IS NULL OR p.id = $4)
               AND ($6::uuid[] IS NULL OR EXISTS (SELECT FROM queues q WHERE q.organization_id = $1 AND q.id = ANY ($6) AND q.active
                 AND q.office_id = $3 AND (q.provider_id IS NULL OR q.provider_id = p.id) AND (q.service_id IS NULL OR q.service_id = $2))))
           SELECT o.time_zone, s.duration_minutes, s.booking, (SELECT json_agg(id ORDER BY id) FROM offering) AS provider_ids,
             (SELECT coalesce(json_agg(json_build_object('provider_id', h.provider_id, 'effective_from', h.effective_from,
                'effective_until', h.effective_until, 'hours', h.hours) ORDER BY h.id), '[]')
              FROM schedules h WHERE h.organization_id = $1 AND h.office_id = $3 AND h.active
                AND (h.effective_until IS NULL OR h.effective_until >= $5) AND h.provider_id IN (SELECT id FROM offering)) AS schedules,
             (SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'provider_id', e.provider_id, 'from_on', e.from_on,
                'until_on', e.until_on, 'from_time', e.from_time, 'until_time', e.until_time) ORDER BY e.id), '[]')
              FROM schedule_exceptions e WHERE e.organization_id = $1 AND e.active AND e.until_on >= $5
                AND (e.office_id IS NULL OR e.office_id = $3)
                AND (e.provider_id IS NULL OR e.provider_id IN (SELECT id FROM offering))) AS exceptions
           FROM services s JOIN offices o ON o.organization_id = s.organization_id AND o.id = $3 AND o.active
           WHERE s.organization_id = $1 AND s.id = $2 AND s.active AND EXISTS (SELECT FROM offering)`,
    values: [tx.actor.organizationId, service_id, office_id, provider_id, from, ownQueues(tx.actor)],
  });
  return row ?? null;
}

type BusyColumns = { provider_id: string; service_ids: string[]; lapses_at: (number | null)[] } & Record<
  'starts_at' | 'ends_at' | 'busy_from' | 'busy_until',
  number[]
>;

/** Who came together for the same thing is one session; they stand beside each other here. */
function sessionsOf(columns: BusyColumns, now: Date): ProviderTimes['busy'] {
  const sessions: ProviderTimes['busy'][number][] = [];
  for (const [index, service_id] of columns.service_ids.entries()) {
    const lapses = columns.lapses_at[index] ?? null;
    if (lapses !== null && lapses <= now.getTime()) continue;
    const at = (column: 'starts_at' | 'ends_at' | 'busy_from' | 'busy_until') => columns[column][index] ?? NaN;
    const last = sessions.at(-1);
    if (last && last.service_id === service_id && last.starts_at === at('starts_at')) last.seats++;
    else
      sessions.push({
        service_id,
        starts_at: at('starts_at'),
        ends_at: at('ends_at'),
        busy_from: at('busy_from'),
        busy_until: at('busy_until'),
        seats: 1,
      });
  }
  return sessions;
}
