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
 * In columns of whole seconds: two thousand appointments as rows would take twice as long to write and to read.
 */
export async function busyTimes(
  tx: Reading,
  { service_id, office_id, provider_id, from, to }: WantedTimes,
): Promise<Map<string, ProviderTimes['busy']>> {
  const rows = await tx.query<BusyColumns>({
    name: 'slot-busy',
    // Nothing is busy for longer than three days, so the index has a beginning, too.
    text: `SELECT a.provider_id, ${COLUMNS.map((column) => `array_agg(date_part('epoch', a.${column})::bigint)::text AS ${column}`).join(', ')},
             array_agg((a.service_id = $2)::int)::text AS ours,
             array_agg(CASE WHEN a.status IN ('held', 'offered') THEN coalesce(date_part('epoch', a.timer_at)::bigint, 0) ELSE 0 END)::text AS lapses_at
           FROM provider_services ps
           JOIN provider_offices po ON po.organization_id = ps.organization_id AND po.provider_id = ps.provider_id AND po.office_id = $3
           JOIN appointments a ON a.organization_id = ps.organization_id AND a.provider_id = ps.provider_id AND a.holds_time
             AND a.busy_from > $5::timestamptz - interval '3 days' AND a.busy_from < $6 AND a.busy_until > $5
           WHERE ps.organization_id = $1 AND ps.service_id = $2 AND ($4::uuid IS NULL OR ps.provider_id = $4)
           GROUP BY a.provider_id`,
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
  return new Map(rows.map((row) => [row.provider_id, sessionsOf(row, { service_id, now: tx.now })]));
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

const COLUMNS = ['starts_at', 'ends_at', 'busy_from', 'busy_until'] as const;
/** Arrays as PostgreSQL writes them: `{1,2}`. */
type BusyColumns = Record<'provider_id' | 'ours' | 'lapses_at' | (typeof COLUMNS)[number], string>;

/** Nobody else begins when somebody begins: who does came for the same, and is of one group. */
function sessionsOf(
  { ours, lapses_at, ...columns }: BusyColumns,
  { service_id, now }: { service_id: string; now: Date },
): ProviderTimes['busy'] {
  const [starts, ends, from, until] = COLUMNS.map((column) =>
    numbersOf(columns[column]).map((seconds) => seconds * 1_000),
  );
  const isOurs = numbersOf(ours);
  const lapses = numbersOf(lapses_at);
  const sessions = new Map<number, ProviderTimes['busy'][number]>();
  for (const [index, starts_at] of (starts ?? []).entries()) {
    const lapse = (lapses[index] ?? 0) * 1_000;
    if (lapse !== 0 && lapse <= now.getTime()) continue;
    const known = sessions.get(starts_at);
    sessions.set(starts_at, {
      starts_at,
      ends_at: ends?.[index] ?? NaN,
      busy_from: from?.[index] ?? NaN,
      busy_until: until?.[index] ?? NaN,
      service_id: isOurs[index] === 1 ? service_id : '',
      seats: (known?.seats ?? 0) + 1,
    });
  }
  return [...sessions.values()];
}

function numbersOf(array: string): number[] {
  return JSON.parse(`[${array.slice(1, -1)}]`) as number[]; // of whole numbers alone
}
