import { localDay } from '../../../models/rules/local-day.ts';
import { permit, queueScopeOf } from '../../../models/rules/permissions.ts';
import type { DayFigures, TodayFigures } from '../../../realtime/contract/resources/today.ts';
import type { Reading } from '../snapshot.ts';

const NOTHING: DayFigures = { joined: 0, served: 0, no_shows: 0, left: 0, wait_p50: null, wait_p90: null };

/** How the day has gone until now, of the own queues and of all of them together. */
export async function today(tx: Reading, now: Date): Promise<TodayFigures> {
  permit(tx.actor, 'queue.watch_staff');
  const { organizationId } = tx.actor;
  const scope = queueScopeOf(tx.actor);
  const offices = await tx.query<{ id: string; time_zone: string }>({
    name: 'zones-of-offices',
    text: 'SELECT id, time_zone FROM offices WHERE organization_id = $1',
    values: [organizationId],
  });
  const rows = await tx.query<DayFigures & { queue_id: string | null }>({
    name: 'figures-of-today',
    text: `SELECT e.queue_id, count(*)::int AS joined,
             (count(*) FILTER (WHERE e.status = 'served'))::int AS served,
             (count(*) FILTER (WHERE e.status = 'no_show'))::int AS no_shows,
             (count(*) FILTER (WHERE e.status = 'left'))::int AS left,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY w.minutes) FILTER (WHERE w.minutes IS NOT NULL) AS wait_p50,
             percentile_cont(0.9) WITHIN GROUP (ORDER BY w.minutes) FILTER (WHERE w.minutes IS NOT NULL) AS wait_p90
           FROM entries e
           JOIN queues q ON q.organization_id = e.organization_id AND q.id = e.queue_id
           JOIN unnest($2::uuid[], $3::date[]) AS o (id, day) ON o.id = q.office_id AND o.day = e.service_on
           CROSS JOIN LATERAL (
             SELECT extract(epoch FROM min(i.started_at) - e.joined_at)::float8 / 60 AS minutes FROM entry_intervals i
             WHERE i.organization_id = e.organization_id AND i.entry_id = e.id AND i.status = 'called') w
           WHERE e.organization_id = $1 AND e.status <> 'cancelled' AND ($4::uuid[] IS NULL OR e.queue_id = ANY ($4))
           GROUP BY GROUPING SETS ((e.queue_id), ())`,
    values: [
      organizationId,
      offices.map(({ id }) => id),
      offices.map(({ time_zone }) => localDay(now, time_zone)),
      scope === 'all' ? null : scope,
    ],
  });
  const { queue_id: _, ...all } = rows.find(({ queue_id }) => queue_id === null) ?? { queue_id: null, ...NOTHING };
  return { all, queues: rows.flatMap(({ queue_id, ...row }) => (queue_id === null ? [] : [{ queue_id, ...row }])) };
}
