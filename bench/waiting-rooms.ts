import type { Client } from 'pg';

/** One call that can be made once: a queue where somebody waits, and a counter of its own that is open for it. */
export type Call = { queueId: string; counterId: string };

/**
 * Fills an organization with queues, people and counters, one counter for each call, so that nothing but calling is measured.
 * Written by SQL: what is measured is not how they came here.
 */
export async function fillWaitingRooms(
  admin: Client,
  organization: { id: string; userId: string },
  { queues, calls }: { queues: number; calls: number },
): Promise<Call[]> {
  const perQueue = Math.ceil(calls / queues);
  const values = [organization.id, queues, perQueue, organization.userId];
  const rows = await admin.query<{ queue_id: string; counter_id: string }>(
    `WITH office AS (
       INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, uuidv7(), 'Office', 'UTC') RETURNING id
     ), queue AS (
       INSERT INTO queues (organization_id, id, name, prefix, office_id, epoch, joined_seq, public_join)
       SELECT $1, uuidv7(), 'Queue ' || n, chr(65 + n / 26) || chr(65 + n % 26), office.id, 'bench_bench_', $3, true
       FROM office, generate_series(0, $2 - 1) n RETURNING id, prefix, office_id
     ), spot AS (
       SELECT queue.*, n, uuidv7() AS counter_id, uuidv7() AS session_id FROM queue, generate_series(1, $3) n
     ), counter AS (
       INSERT INTO counters (organization_id, id, name, office_id) SELECT $1, counter_id, prefix || n, office_id FROM spot
     ), session AS (
       INSERT INTO counter_sessions (organization_id, id, counter_id, user_id, state, started_at)
       SELECT $1, session_id, counter_id, $4, 'open', now() FROM spot
     ), session_queue AS (
       INSERT INTO counter_session_queues (organization_id, session_id, queue_id) SELECT $1, session_id, id FROM spot
     ), entry AS (
       INSERT INTO entries (organization_id, id, queue_id, seq, ticket_number, service_on, status, lane, rank, due_at, joined_at, status_at)
       SELECT $1, uuidv7(), id, n, prefix || n, now()::date, 'waiting', 1, n, now(), now(), now() FROM spot RETURNING id, queue_id
     ), interval AS (
       INSERT INTO entry_intervals (organization_id, entry_id, entry_version, queue_id, status, started_at, actor_kind)
       SELECT $1, id, 1, queue_id, 'waiting', now(), 'system' FROM entry
     )
     SELECT id AS queue_id, counter_id FROM spot ORDER BY n, id`,
    values,
  );
  await admin.query('ANALYZE');
  return rows.rows.map(({ queue_id, counter_id }) => ({ queueId: queue_id, counterId: counter_id }));
}
