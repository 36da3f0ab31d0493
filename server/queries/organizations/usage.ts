import { featuresOf, isNearly, mostOf } from '../../../models/rules/plans.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { PlanLimit } from '../../../models/vocabulary.ts';
import type { Usage } from '../../../realtime/contract/resources/usage.ts';
import { inUse } from '../plans/in-use.ts';
import { termsOf } from '../plans/terms.ts';
import type { Reading } from '../snapshot.ts';
import { ownOrganizationRow } from './own-organization.ts';

type Day = Usage['days'][number];

/**
 * What the plan allows, what is used of it, and the last days, today first. Calls and screens are a few seconds late. `requests` is
 * not among the limits: it is a pace, and nothing that is used up.
 * @param days  how many, today included
 */
export async function usage(tx: Reading, { days }: { days: number }): Promise<Usage> {
  permit(tx.actor, 'usage.read');
  const { plan_type, trial_ends_at, time_zone } = await ownOrganizationRow(tx);
  const terms = await termsOf(tx);
  const lastDays = await countDays(tx, time_zone, days);
  const used = async (limit: PlanLimit, amount: number | Promise<number>) => {
    const most = mostOf(terms, limit);
    const now = await amount;
    return { limit, used: now, most, warning: isNearly(now, most) };
  };
  return {
    plan_type,
    trial_ends_at: trial_ends_at?.toISOString() ?? null,
    features: featuresOf(terms),
    limits: await Promise.all([
      used('providers', inUse(tx, 'providers')),
      used('users', inUse(tx, 'users')),
      used('displays', inUse(tx, 'displays')),
      used('storage', inUse(tx, 'storage')),
      used('api_calls', lastDays[0]?.api_calls ?? 0),
      used('sockets', lastDays[0]?.sockets_peak ?? 0),
    ]),
    days: lastDays,
  };
}

/** Every day has a row, also where nothing happened. */
async function countDays(tx: Reading, timeZone: string, days: number): Promise<Day[]> {
  return tx.query<Day>({
    name: 'usage-days',
    text: `WITH today AS (SELECT ($2::timestamptz AT TIME ZONE $3::text)::date AS on_day),
             since AS (SELECT ((on_day - $4::integer + 1)::timestamp AT TIME ZONE $3) AS moment FROM today),
             came AS (SELECT (joined_at AT TIME ZONE $3)::date AS on_day, count(*) AS entries FROM entries
               WHERE organization_id = $1 AND joined_at >= (SELECT moment FROM since) GROUP BY 1),
             called AS (SELECT (started_at AT TIME ZONE $3)::date AS on_day, count(*) AS calls FROM entry_intervals
               WHERE organization_id = $1 AND status = 'called' AND started_at >= (SELECT moment FROM since) GROUP BY 1)
           SELECT day.on_day, coalesce(u.api_calls, 0)::bigint AS api_calls, coalesce(came.entries, 0)::bigint AS entries,
             coalesce(called.calls, 0)::bigint AS calls, coalesce(u.sockets_peak, 0) AS sockets_peak
           FROM today CROSS JOIN LATERAL (SELECT today.on_day - n AS on_day FROM generate_series(0, $4::integer - 1) AS n) day
           LEFT JOIN usage_days u ON u.organization_id = $1 AND u.on_day = day.on_day
           LEFT JOIN came ON came.on_day = day.on_day
           LEFT JOIN called ON called.on_day = day.on_day
           ORDER BY day.on_day DESC`,
    values: [tx.actor.organizationId, tx.now, timeZone, days],
  });
}
