import { concernsQueue } from '../../../models/rules/permissions.ts';
import type { CounterRow } from '../../../models/counter.ts';
import type { CounterState } from '../../../models/vocabulary.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Reading } from '../snapshot.ts';
import { stampsOf } from '../stamps.ts';

type Session = {
  id: string;
  counter_id: string;
  state: CounterState;
  reason: string | null;
  until: Date | null;
  user_id: string | null;
  started_at: Date;
  queue_ids: string[];
};

/** Counters with their open sessions, as far as these are of queues that concern the asker. */
export async function counterAnswers(tx: Reading, rows: readonly CounterRow[]): Promise<Counter[]> {
  if (rows.length === 0) return [];
  const sessions = await tx.query<Session>({
    name: 'sessions-of-counters',
    text: `SELECT s.id, s.counter_id, s.state, s.reason, s.until, s.user_id, s.started_at,
             ARRAY(SELECT q.queue_id::text FROM counter_session_queues q
                   WHERE q.organization_id = $1 AND q.session_id = s.id ORDER BY q.queue_id) AS queue_ids
           FROM counter_sessions s
           WHERE s.organization_id = $1 AND s.counter_id = ANY ($2) AND s.ended_at IS NULL`,
    values: [tx.actor.organizationId, rows.map(({ id }) => id)],
  });
  return rows.map((row) => {
    const session = sessions.find(({ counter_id }) => counter_id === row.id);
    return {
      ...stampsOf(row),
      name: row.name,
      office_id: row.office_id,
      session: session ? sessionAnswer(tx, session) : null,
    };
  });
}

export async function counterAnswer(tx: Reading, row: CounterRow): Promise<Counter> {
  const [answer] = await counterAnswers(tx, [row]);
  if (!answer) throw new Error('one row gave no answer');
  return answer;
}

function sessionAnswer(tx: Reading, { id, state, reason, until, user_id, queue_ids, started_at }: Session) {
  return {
    ...{ id, state, reason, user_id },
    queue_ids: queue_ids.filter((queueId) => concernsQueue(tx.actor, queueId)),
    until: until === null ? null : until.toISOString(),
    started_at: started_at.toISOString(),
  };
}
