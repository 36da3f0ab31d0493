import { estimateWaits, seededRandom, shownWait, type WaitRange } from '../../models/rules/wait-estimate.ts';
import type { Snapshot } from './snapshot.ts';
import { waitInputs } from './wait-inputs.ts';

/** Waits by position (index 0 = next), as people are told them; null under too few finished services or with no counter open. */
export type Waits = { epoch: string; version: number; waits: WaitRange[] | null };

export type WaitEstimates = { of(organizationId: string, queueId: string): Promise<Waits> };

/** A waiting room does not change visibly faster, and a hundred futures need not be drawn for every phone that asks. */
const FRESH_FOR_MS = 5_000;
/** Places beyond those who wait now, so that the next few who join are promised something of their own. */
const PLACES_MORE = 10;
/** Queues kept; the oldest go first. */
const AT_MOST = 2_000;

/** One reckoning per queue at a time, shared by all who ask. */
export function createWaitEstimates(snapshot: Snapshot, now: () => number = Date.now): WaitEstimates {
  const kept = new Map<string, { until: number; waits: Promise<Waits> }>();

  return {
    of(organizationId, queueId) {
      const key = `${organizationId} ${queueId}`;
      const known = kept.get(key);
      if (known && known.until > now()) return known.waits;
      const waits = reckon(snapshot, organizationId, queueId);
      kept.delete(key);
      kept.set(key, { until: now() + FRESH_FOR_MS, waits });
      waits.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > AT_MOST && oldest !== undefined) kept.delete(oldest);
      return waits;
    },
  };
}

async function reckon(snapshot: Snapshot, organizationId: string, queueId: string): Promise<Waits> {
  const system = { kind: 'system', organizationId, id: null } as const;
  const { epoch, version, scene } = await snapshot(system, (tx) => waitInputs(tx, queueId));
  // The same futures until something happens: a range that flickers on the phone is believed by nobody.
  const ranges = estimateWaits({ ...scene, waiting: scene.waiting + PLACES_MORE }, seededRandom(version));
  return { epoch, version, waits: ranges?.map(shownWait) ?? null };
}
