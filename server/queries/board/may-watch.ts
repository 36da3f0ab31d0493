import { concernsQueue } from '../../../models/rules/permissions.ts';
import type { Actor } from '../../../models/vocabulary.ts';

/** What has to be known of a queue before somebody is shown it. */
export type Watchable = { id: string; public_join: boolean; own: boolean };

/** The columns of a Watchable, for a query that names the queues `q` and gets `ownEntryOf(actor)` as $3. */
export const WATCHABLE = `q.id, q.public_join,
  EXISTS (SELECT FROM entries WHERE organization_id = $1 AND id = $3 AND queue_id = $2) AS own`;

export function ownEntryOf(actor: Actor): string | null {
  return actor.kind === 'patient' ? actor.entryId : null;
}

/** A device watches its own queues, a patient the own one, a passer-by those that anybody may join. */
export function mayWatch(actor: Actor, queue: Watchable): boolean {
  switch (actor.kind) {
    case 'user':
    case 'device':
    case 'api_key':
    case 'operator':
    case 'system':
      return concernsQueue(actor, queue.id);
    case 'patient':
      return queue.own;
    case 'booking':
      return false;
    case 'public':
      return queue.public_join;
  }
}
