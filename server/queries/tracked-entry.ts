import { ENTRIES_WITH_COUNTER, ENTRY_COLUMNS, type EntryRow } from '../../models/entry.ts';
import { isOnTheWay } from '../../models/rules/on-the-way.ts';
import { permit } from '../../models/rules/permissions.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Tracked } from '../../realtime/contract/commands.ts';
import { queuePolicy } from '../../realtime/contract/resources/queues.ts';
import { ownEntryId } from './own-entry.ts';
import type { Reading } from './snapshot.ts';

type Row = EntryRow & {
  queue: string;
  office: string;
  epoch: string;
  queue_version: number;
  policy: object;
  next_id: string | null;
  ahead: number;
  returns: number;
};

/** What a patient's own link shows, as of one version of the queue; `next_id` is the stay that a transfer began elsewhere. */
export type TrackedEntry = Omit<Tracked, 'wait' | 'next_token'> & { closed_at: Date | null; next_id: string | null };

/** @throws Refusal `not_permitted` for anybody but the patient, `not_found` */
export async function trackedEntry(tx: Reading): Promise<TrackedEntry> {
  permit(tx.actor, 'entry.follow');
  const [row] = await tx.query<Row>({
    name: 'tracked-entry',
    text: `SELECT ${ENTRY_COLUMNS}, q.name AS queue, o.name AS office, q.epoch, q.version AS queue_version, q.policy,
             (SELECT id FROM entries n WHERE n.organization_id = e.organization_id AND n.transferred_from = e.id AND n.status <> 'cancelled'
              ORDER BY n.joined_at DESC LIMIT 1) AS next_id,
             (SELECT count(*) FROM entries w WHERE w.organization_id = e.organization_id AND w.queue_id = e.queue_id AND w.status = 'waiting'
              AND (w.lane, w.rank, w.seq) < (e.lane, e.rank, e.seq)) AS ahead,
             CASE WHEN e.status IN ('called', 'no_show') THEN (SELECT count(*) FROM queue_events v WHERE v.organization_id = e.organization_id
              AND v.entry_id = e.id AND v.type = 'entry.returned' AND v.actor_kind = 'patient') ELSE 0 END AS returns
           FROM ${ENTRIES_WITH_COUNTER}
           JOIN queues q ON q.organization_id = e.organization_id AND q.id = e.queue_id
           JOIN offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
           WHERE e.organization_id = $1 AND e.id = $2 AND e.anonymised_at IS NULL`,
    values: [tx.actor.organizationId, ownEntryId(tx)],
  });
  if (!row) throw new Refusal('not_found');
  const { snooze_limit, return_limit } = queuePolicy.parse(row.policy);
  const mayReturn = (row.status === 'called' || row.status === 'no_show') && row.closed_at === null;
  return {
    queue_id: row.queue_id,
    queue: row.queue,
    office: row.office,
    seq: row.seq,
    ticket_number: row.ticket_number,
    status: row.status,
    position: row.status === 'waiting' ? row.ahead + 1 : null,
    counter: row.counter,
    call_seq: row.call_seq,
    recalls: row.recalls,
    coming: isOnTheWay(row),
    until: row.timer_at === null ? null : row.timer_at.toISOString(),
    snoozes_left: Math.max(0, snooze_limit - row.snoozes),
    returns_left: mayReturn ? Math.max(0, return_limit - row.returns) : 0,
    language: row.language,
    epoch: row.epoch,
    version: row.queue_version,
    closed_at: row.closed_at,
    next_id: row.next_id,
  };
}
