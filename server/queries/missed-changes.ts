import { permit } from '../../models/rules/permissions.ts';
import type { Audience } from '../../models/vocabulary.ts';
import type { PersonalWords, StoredEntry } from '../../models/entry.ts';
import type { Change, StaffChange } from '../../realtime/contract/change.ts';
import { openedEntry } from './opened-entry.ts';
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
             WHERE organization_id = $1 AND queue_id = $2 AND version > $3 AND epoch = $4 AND ${audience}_change IS NOT NULL ORDER BY version LIMIT ${AT_MOST + 1}`,
      values: [...values, since.version, since.epoch],
    }),
  ]);
  const [head] = heads;
  if (!head || head.epoch !== since.epoch || head.version < since.version) return null;
  const changes = rows.map(({ change }) => change);
  const complete = changes.length === head.version - since.version;
  if (!complete || changes.length > AT_MOST) return null;
  if (audience === 'staff') await giveWords(tx, changes as StaffChange[]); // the audience asked for
  return changes;
}

/**
 * The history holds no words about people. They never change while somebody is in a queue, so those that are kept with the entries
 * are those that were said; of people who were forgotten meanwhile there are none.
 */
async function giveWords(tx: Reading, changes: readonly StaffChange[]): Promise<void> {
  const spokenOf = changes.flatMap(({ set }) => set);
  if (spokenOf.length === 0) return;
  const rows = await tx.query<StoredEntry>({
    name: 'words-of-entries',
    text: 'SELECT id, personal, patient_name, phone, email, note FROM entries WHERE organization_id = $1 AND id = ANY ($2)',
    values: [tx.actor.organizationId, [...new Set(spokenOf.map(({ id }) => id))]],
  });
  const words = new Map<string, PersonalWords>(rows.map((row) => [row.id, openedEntry(tx, row)]));
  for (const person of spokenOf) {
    const { patient_name, phone, note } = words.get(person.id) ?? NOTHING_KNOWN;
    Object.assign(person, { patient_name, phone, note });
  }
}

const NOTHING_KNOWN = { patient_name: null, phone: null, note: null };
