import type { Database } from '../../models/database.ts';
import { BoundedMap } from './bounded-map.ts';

export type UsageMeter = {
  /** One call of the API by somebody who is known. Costs an addition. */
  called(organizationId: string): void;
  /** Calls of the organization's day so far, on all nodes: as of the last flush, and since then on this one. */
  callsToday(organizationId: string): number;
  /** Adds what was counted to the organization's day. What could not be written is kept for the next time. */
  flush(): Promise<void>;
};

/** Organizations in one statement. */
const AT_ONCE = 1_000;

type Counted = { calls: number; peak: number };

/**
 * Counts in memory; a node that is killed forgets the last seconds.
 * @param peaks  the most sockets that each organization had at once since the last time this was asked
 */
export function createUsageMeter(
  database: Database,
  peaks: () => ReadonlyMap<string, number> = () => new Map(),
): UsageMeter {
  let counts = new Map<string, Counted>();
  const known = new BoundedMap<string, number>(100_000);

  function count(organizationId: string, { calls, peak }: Counted): void {
    const counted = counts.get(organizationId);
    if (counted) Object.assign(counted, { calls: counted.calls + calls, peak: Math.max(counted.peak, peak) });
    else counts.set(organizationId, { calls, peak });
  }

  async function add(some: readonly [string, Counted][]): Promise<void> {
    const sums = await database.directory<{ organization_id: string; api_calls: number }>({
      name: 'add-usage',
      text: 'SELECT organization_id, api_calls FROM app.add_usage($1, $2, $3)',
      values: [some.map(([id]) => id), some.map(([, { calls }]) => calls), some.map(([, { peak }]) => peak)],
    });
    for (const { organization_id, api_calls } of sums) known.set(organization_id, api_calls);
  }

  return {
    called(organizationId) {
      const counted = counts.get(organizationId);
      if (counted) counted.calls += 1;
      else counts.set(organizationId, { calls: 1, peak: 0 });
    },
    callsToday: (organizationId) => (known.get(organizationId) ?? 0) + (counts.get(organizationId)?.calls ?? 0),
    async flush() {
      for (const [organizationId, peak] of peaks()) count(organizationId, { calls: 0, peak });
      const all = [...counts];
      counts = new Map();
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const some = all.slice(from, from + AT_ONCE);
        try {
          await add(some);
        } catch (error) {
          for (const [organizationId, counted] of all.slice(from)) count(organizationId, counted);
          throw error;
        }
      }
    },
  };
}
