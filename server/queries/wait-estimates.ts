import { estimateWaits, seededRandom, shownWait, type WaitRange } from '../../models/rules/wait-estimate.ts';
import { createRecentAnswers } from '../access/recent-answers.ts';
import { systemOf } from '../access/system-of.ts';
import type { Snapshot } from './snapshot.ts';
import { waitInputs } from './wait-inputs.ts';

/** Waits by position (index 0 = next), as people are told them; null under too few finished services or with no counter open. */
export type Waits = { epoch: string; version: number; waits: WaitRange[] | null };

export type WaitEstimates = { of(organizationId: string, queueId: string): Promise<Waits> };

/** A waiting room does not change visibly faster, and a hundred futures need not be drawn for every phone that asks. */
const FRESH_FOR_MS = 5_000;
/** Places beyond those who wait now, so that the next few who join are promised something of their own. */
const PLACES_MORE = 10;
/** Further back everybody is told the last one's: ten thousand would hold this node up for a second, and nobody waits there in earnest. */
const PLACES_AT_MOST = 500;
/** Queues kept; the oldest go first. */
const AT_MOST = 2_000;

/** One reckoning per queue at a time, shared by all who ask. */
export function createWaitEstimates(snapshot: Snapshot): WaitEstimates {
  const recent = createRecentAnswers<Waits>({ keepMs: FRESH_FOR_MS, atMost: AT_MOST });
  return {
    of: (organizationId, queueId) =>
      recent.get(`${organizationId} ${queueId}`, () => reckon(snapshot, organizationId, queueId)),
  };
}

/** The wait at a position, 1 = next. Whoever came since the reckoning may stand behind its last place, which is the nearest it knows. */
export function waitAt(waits: readonly WaitRange[] | null, position: number): WaitRange | null {
  return waits?.[position - 1] ?? waits?.at(-1) ?? null;
}

async function reckon(snapshot: Snapshot, organizationId: string, queueId: string): Promise<Waits> {
  const { epoch, version, scene } = await snapshot(systemOf(organizationId), (tx) => waitInputs(tx, queueId));
  // The same futures until something happens: a range that flickers on the phone is believed by nobody.
  const ranges = estimateWaits(
    { ...scene, waiting: Math.min(scene.waiting + PLACES_MORE, PLACES_AT_MOST) },
    seededRandom(version),
  );
  return { epoch, version, waits: ranges?.map(shownWait) ?? null };
}
