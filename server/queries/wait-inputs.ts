import { permit } from '../../models/rules/permissions.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { CounterScene, WaitScene } from '../../models/rules/wait-estimate.ts';
import type { EntryStatus } from '../../models/vocabulary.ts';
import type { Reading } from './snapshot.ts';

/** What a wait estimate is reckoned from, and of which version of the queue. */
export type WaitInputs = { epoch: string; version: number; scene: WaitScene };

/** Two hundred services reach back far enough: with a half-life of 50 the oldest counts a sixteenth. */
const LATEST = 200;
/** Before anybody has been seen walking: a minute from the chair to the counter. */
const USUAL_WALK_MINUTES = 1;

/** @throws Refusal `not_found` */
export async function waitInputs(tx: Reading, queueId: string): Promise<WaitInputs> {
  permit(tx.actor, 'queue.watch');
  const values = [tx.actor.organizationId, queueId];
  const [heads, counters, intervals] = await Promise.all([
    tx.query<{ epoch: string; version: number; waiting: number }>({
      name: 'wait-head',
      text: `SELECT q.epoch, q.version,
               (SELECT count(*) FROM entries WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting') AS waiting
             FROM queues q WHERE q.organization_id = $1 AND q.id = $2 AND q.active`,
      values,
    }),
    tx.query<CounterNow>({
      name: 'wait-counters',
      text: `SELECT s.state = 'paused' AS paused, s.until, e.status, e.status_at
             FROM counter_session_queues sq
             JOIN counter_sessions s ON s.organization_id = sq.organization_id AND s.id = sq.session_id AND s.ended_at IS NULL
             LEFT JOIN entries e ON e.organization_id = s.organization_id AND e.counter_id = s.counter_id AND e.status IN ('called', 'serving')
             WHERE sq.organization_id = $1 AND sq.queue_id = $2`,
      values,
    }),
    tx.query<{ status: EntryStatus; started_at: Date; minutes: number | null }>({
      name: 'wait-intervals',
      text: `SELECT status, started_at, extract(epoch FROM ended_at - started_at)::float8 / 60 AS minutes
             FROM unnest(ARRAY['serving', 'called', 'no_show']) AS kind
             CROSS JOIN LATERAL (SELECT status, started_at, ended_at FROM entry_intervals
               WHERE organization_id = $1 AND queue_id = $2 AND status = kind AND (ended_at IS NOT NULL OR kind = 'no_show')
               ORDER BY ended_at DESC LIMIT ${LATEST}) latest
             ORDER BY latest.ended_at DESC`,
      values,
    }),
  ]);
  const [head] = heads;
  if (!head) throw new Refusal('not_found');
  const of = (kind: EntryStatus) => intervals.filter(({ status }) => status === kind);
  const minutesOf = (kind: EntryStatus) => of(kind).map(({ minutes }) => minutes ?? 0);
  const samples = minutesOf('serving');
  const walks = minutesOf('called');
  // Of the same stretch of time as the services, or old no-shows would outnumber them in the end.
  const since = Math.min(...of('serving').map(({ started_at }) => started_at.getTime()));
  const missed = of('no_show').filter(({ started_at }) => started_at.getTime() >= since).length;
  return {
    epoch: head.epoch,
    version: head.version,
    scene: {
      now: tx.now.getTime(),
      waiting: head.waiting,
      counters: counters.map(counterScene).filter((counter) => counter !== null),
      samples,
      noShowRate: missed === 0 ? 0 : missed / (missed + samples.length),
      turnoverMinutes:
        walks.length === 0 ? USUAL_WALK_MINUTES : walks.reduce((sum, walk) => sum + walk, 0) / walks.length,
    },
  };
}

type CounterNow = { paused: boolean; until: Date | null; status: 'called' | 'serving' | null; status_at: Date | null };

/** null: a counter that is paused until nobody knows when does not count. */
function counterScene({ paused, until, status, status_at }: CounterNow): CounterScene | null {
  if (paused && until === null) return null;
  return {
    occupant:
      status === null ? null : { servedSince: status === 'serving' && status_at !== null ? status_at.getTime() : null },
    pausedUntil: paused && until !== null ? until.getTime() : null,
    closesAt: null,
  };
}
