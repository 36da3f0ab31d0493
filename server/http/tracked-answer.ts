import type { Actor } from '../../models/vocabulary.ts';
import type { Tracked } from '../../realtime/contract/commands.ts';
import type { Keys } from '../access/keys.ts';
import { trackingToken } from '../access/tracking-token.ts';
import type { TrackedEntry } from '../queries/tracked-entry.ts';
import { waitAt, type WaitEstimates } from '../queries/wait-estimates.ts';

/** The patient's place with the wait of that place, and the link to where a transfer went. */
export async function trackedAnswer(
  { access: { keys }, estimates, actor }: { access: { keys: Keys }; estimates: WaitEstimates; actor: Actor },
  { closed_at: _closed, next_id, ...place }: TrackedEntry,
): Promise<Tracked> {
  const { organizationId } = actor;
  const waits = place.position === null ? null : (await estimates.of(organizationId, place.queue_id)).waits;
  return {
    ...place,
    wait: place.position === null ? null : waitAt(waits, place.position),
    next_token: next_id === null ? null : trackingToken(keys, organizationId, next_id),
  };
}

/** The wait changes without a change of the queue: it gets shorter while people wait. */
export function trackedVersion({ epoch, version, wait }: Tracked): string {
  return [epoch, version, ...(wait === null ? [] : [wait.p20, wait.p50, wait.p80])].join('.');
}
