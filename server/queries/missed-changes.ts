import { permit } from '../../models/rules/permissions.ts';
import type { Audience } from '../../models/vocabulary.ts';
import type { Change } from '../../realtime/contract/change.ts';
import type { Reading } from './snapshot.ts';

/** More than this and a whole board is cheaper for everybody. */
const AT_MOST = 200;

/** The changes of a queue after a version, in order and without a gap; null when a board must be read instead. */
export async function missedChanges(
  tx: Reading,
  queueId: string,
  since: { epoch: string; version: number },
  audience: Audience,
): Promise<Change[] | null> {
  permit(tx.actor, audience === 'staff' ? 'queue.watch_staff' : 'queue.watch');
  const values = [tx.actor.organizationId, queueId];
  const [heads, rows] = await Promise.all([
    tx.query<{ epoch: string; version: number }>({
      name: 'queue-head',
      text: `SELECT epoch, version FROM queues WHERE organization_id = $1 AND id = $2 AND active`,
      values,
    }),
    tx.query<{ change: Change }>({
      name: `missed-changes-${audience}`,
      text: `SELECT ${audience}_change AS change FROM queue_events
             WHERE organization_id = $1 AND queue_id = $2 AND version > $3 AND epoch = $4 ORDER BY version LIMIT ${AT_MOST + 1}`,
      values: [...values, since.version, since.epoch],
    }),
  ]);
  const [head] = heads;
  if (!head || head.epoch !== since.epoch || head.version < since.version) return null;
  const changes = rows.map(({ change }) => change);
  const complete = changes.length === head.version - since.version;
  return complete && changes.length <= AT_MOST ? changes : null;
}
