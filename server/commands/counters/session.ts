import { v7 as uuidv7 } from 'uuid';
import { concernsQueue, may, permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { OpenSession } from '../../../realtime/contract/commands.ts';
import { record } from '../entries/record.ts';
import { concernsOffice } from '../../queries/own-offices.ts';
import { holdQueues, type LockedQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';

type SessionRow = { id: string; user_id: string | null; queue_ids: string[] };

/**
 * Opens a counter for some queues of its office, pauses it, or changes what it calls from. Somebody else's session is taken over only
 * by a manager, who works in all of its queues.
 * @throws Refusal `counter_in_use`, `reason_required` (a pause says why), `not_found`
 */
export async function openSession(tx: Writing, input: OpenSession & { counter_id: string }): Promise<void> {
  permit(tx.actor, 'counter.session');
  const state = input.state ?? 'open';
  if (state === 'paused' && input.reason === undefined) throw new Refusal('reason_required');
  const { counter, session } = await readCounter(tx, input.counter_id);
  if (session && !mayTakeOver(tx, session)) throw new Refusal('counter_in_use');
  if (!input.queue_ids.every((id) => concernsQueue(tx.actor, id))) throw new Refusal('not_found');
  const queues = await holdQueues(tx, [...input.queue_ids, ...(session?.queue_ids ?? [])]);
  if (input.queue_ids.some((id) => queues.get(id)?.office_id !== counter.office_id)) throw new Refusal('not_found');

  const sessionId = session?.id ?? uuidv7();
  const { organizationId } = tx.actor;
  const userId = tx.actor.kind === 'user' ? tx.actor.id : null;
  const until = input.until === undefined ? null : new Date(input.until);
  await Promise.all([
    tx.query({
      name: 'save-session',
      text: `INSERT INTO counter_sessions (organization_id, id, counter_id, user_id, state, reason, until, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (organization_id, id) DO UPDATE SET user_id = $4, state = $5, reason = $6, until = $7`,
      values: [
        organizationId,
        sessionId,
        counter.id,
        userId,
        state,
        state === 'paused' ? (input.reason ?? null) : null,
        until,
        tx.now,
      ],
    }),
    tx.query({
      name: 'drop-session-queues',
      text: `DELETE FROM counter_session_queues WHERE organization_id = $1 AND session_id = $2`,
      values: [organizationId, sessionId],
    }),
    tx.query({
      name: 'save-session-queues',
      text: `INSERT INTO counter_session_queues (organization_id, session_id, queue_id) SELECT $1, $2, unnest($3::uuid[])`,
      values: [organizationId, sessionId, [...new Set(input.queue_ids)]],
    }),
  ]);
  await tellAll(tx, queues);
}

/**
 * Closes the counter. The same twice is not an error.
 * @throws Refusal `counter_busy` while somebody is there, `counter_in_use`, `not_found`
 */
export async function closeSession(tx: Writing, input: { counter_id: string }): Promise<void> {
  permit(tx.actor, 'counter.session');
  const { counter, session } = await readCounter(tx, input.counter_id);
  if (!session) return;
  if (!mayTakeOver(tx, session)) throw new Refusal('counter_in_use');
  const queues = await holdQueues(tx, session.queue_ids);
  const [busy] = await tx.query({
    name: 'anybody-at-counter',
    text: `SELECT 1 AS busy FROM entries WHERE organization_id = $1 AND counter_id = $2 AND status IN ('called', 'serving')`,
    values: [tx.actor.organizationId, counter.id],
  });
  if (busy) throw new Refusal('counter_busy');
  await tx.query({
    name: 'end-session',
    text: `UPDATE counter_sessions SET ended_at = greatest(started_at, $3) WHERE organization_id = $1 AND id = $2`,
    values: [tx.actor.organizationId, session.id, tx.now],
  });
  await tellAll(tx, queues);
}

/** One's own wherever it is: somebody whose work was limited meanwhile can still close it. */
function mayTakeOver(tx: Writing, session: SessionRow): boolean {
  if (isOwn(tx, session)) return true;
  return may(tx.actor, 'counter.take_over') && session.queue_ids.every((id) => concernsQueue(tx.actor, id));
}

function isOwn({ actor }: Writing, session: SessionRow | undefined): boolean {
  return actor.kind === 'user' && session?.user_id === actor.id;
}

/** The counter's row is held, so that two tablets opening it at once come one after the other. */
async function readCounter(
  tx: Writing,
  counterId: string,
): Promise<{ counter: { id: string; office_id: string }; session: SessionRow | undefined }> {
  const values = [tx.actor.organizationId, counterId];
  const [counters, sessions] = await Promise.all([
    tx.query<{ id: string; office_id: string }>({
      name: 'lock-counter',
      text: `SELECT id, office_id FROM counters WHERE organization_id = $1 AND id = $2 AND active FOR NO KEY UPDATE`,
      values,
    }),
    tx.query<SessionRow>({
      name: 'session-of-counter',
      text: `SELECT s.id, s.user_id, array(SELECT queue_id FROM counter_session_queues sq
               WHERE sq.organization_id = s.organization_id AND sq.session_id = s.id) AS queue_ids
             FROM counter_sessions s WHERE s.organization_id = $1 AND s.counter_id = $2 AND s.ended_at IS NULL`,
      values,
    }),
  ]);
  const [counter] = counters;
  const [session] = sessions;
  if (!counter) throw new Refusal('not_found');
  if (!isOwn(tx, session) && !(await concernsOffice(tx, counter.office_id))) throw new Refusal('not_found');
  return { counter, session };
}

/** Every queue that the counter calls or called from shows it anew. */
async function tellAll(tx: Writing, queues: Map<string, LockedQueue>): Promise<void> {
  for (const queue of queues.values()) {
    await record(tx, queue, { type: 'queue.counters_changed', entries: [], queueChanged: true });
  }
}
