import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Call } from './waiting-rooms.ts';

/**
 * The transaction of "call next" by hand: the same statements, prepared and pipelined, with nothing around them. What the service
 * needs beyond this is what its rules, its checks and HTTP cost.
 */
export async function connectRaw(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  (client as pg.Client & { pipeline: boolean }).pipeline = true; // newer than its typings
  await client.connect();
  return client;
}

type Row = Record<string, unknown>;

export async function rawCall(client: pg.Client, organizationId: string, { queueId, counterId }: Call): Promise<void> {
  const run = (name: string, text: string, values: unknown[]) => client.query<Row>({ name, text, values });
  const key = randomUUID();
  const [, , , queues, counters, entries] = await Promise.all([
    client.query('BEGIN'),
    run('begin', SET_ORGANIZATION, [organizationId]),
    run('claim', CLAIM, [organizationId, 'bench', key, Buffer.from(key)]),
    run('lock', LOCK, [organizationId, queueId]),
    run('counter', COUNTER, [organizationId, counterId, queueId]),
    run('first', FIRST, [organizationId, queueId]),
  ]);
  const [queue, counter, entry] = [queues.rows[0], counters.rows[0], entries.rows[0]];
  if (!queue || !counter || !entry || counter['open'] !== true || counter['busy'] === true)
    throw new Error('nothing to call');
  const at = queue['now'];
  const version = Number(queue['version']) + 1;
  const callSeq = Number(queue['call_seq']) + 1;
  const change = JSON.stringify({ ...EXAMPLE_CHANGE, version });
  const results = await Promise.all([
    run('entry', UPDATE_ENTRY, [organizationId, entry['id'], Number(entry['version']) + 1, at, counterId, callSeq]),
    run('close', CLOSE_INTERVAL, [organizationId, entry['id'], at]),
    run('open', OPEN_INTERVAL, [organizationId, entry['id'], Number(entry['version']) + 1, queueId, at, counterId]),
    run('queue', UPDATE_QUEUE, [organizationId, queueId, version, callSeq]),
    run('event', EVENT, [organizationId, queueId, version, at, entry['id'], change]),
    run('call', CALL, [organizationId, queueId, callSeq, entry['id'], counterId, at, change]),
    run('keep', KEEP, [organizationId, 'bench', key, Buffer.from(change)]),
    client.query('COMMIT'),
  ]);
  if (results.at(-1)?.command !== 'COMMIT') throw new Error('nothing was stored');
}

/** As long as a real one. */
const EXAMPLE_CHANGE = {
  queue_id: randomUUID(),
  epoch: 'in_bench',
  prev: 1,
  at: new Date().toISOString(),
  events: [{ type: 'entry.called', seq: 1, ticket_number: 'A001', counter: 'Room 1' }],
  set: [
    {
      seq: 1,
      lane: 1,
      rank: 1,
      ticket_number: 'A001',
      counter: 'Room 1',
      status: 'called',
      called_at: new Date().toISOString(),
    },
  ],
  removed: [],
};

export const SET_ORGANIZATION = `SELECT set_config('app.organization_id', $1, true), clock_timestamp() AS now`;
const CLAIM = `INSERT INTO idempotency_keys (organization_id, principal, key, fingerprint) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`;
const KEEP = `UPDATE idempotency_keys SET status = 201, response = $4 WHERE organization_id = $1 AND principal = $2 AND key = $3`;
const LOCK = `SELECT q.version, q.call_seq, clock_timestamp() AS now FROM queues q
  JOIN offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
  WHERE q.organization_id = $1 AND q.id = $2 AND q.active FOR NO KEY UPDATE OF q`;
const COUNTER = `SELECT c.id, c.name,
    EXISTS (SELECT FROM counter_sessions s
            JOIN counter_session_queues sq ON sq.organization_id = s.organization_id AND sq.session_id = s.id
            WHERE s.organization_id = $1 AND s.counter_id = c.id AND s.ended_at IS NULL AND s.state = 'open' AND sq.queue_id = $3) AS open,
    EXISTS (SELECT FROM entries e WHERE e.organization_id = $1 AND e.counter_id = c.id AND e.status IN ('called', 'serving')) AS busy
  FROM counters c WHERE c.organization_id = $1 AND c.id = $2 AND c.active`;
const FIRST = `SELECT e.*, c.name AS counter FROM entries e LEFT JOIN counters c ON c.organization_id = e.organization_id AND c.id = e.counter_id
  WHERE e.organization_id = $1 AND e.queue_id = $2 AND e.status = 'waiting' ORDER BY e.lane, e.rank, e.seq LIMIT 4`;
const UPDATE_ENTRY = `UPDATE entries SET version = $3, status = 'called', status_at = $4, called_at = $4, counter_id = $5, call_seq = $6
  WHERE organization_id = $1 AND id = $2`;
const CLOSE_INTERVAL = `UPDATE entry_intervals SET ended_at = greatest(started_at, $3) WHERE organization_id = $1 AND entry_id = $2 AND ended_at IS NULL`;
const OPEN_INTERVAL = `INSERT INTO entry_intervals (organization_id, entry_id, entry_version, queue_id, status, started_at, actor_kind, counter_id)
  VALUES ($1, $2, $3, $4, 'called', $5, 'user', $6)`;
const UPDATE_QUEUE = `UPDATE queues SET version = $3, call_seq = $4 WHERE organization_id = $1 AND id = $2`;
const EVENT = `INSERT INTO queue_events (organization_id, queue_id, version, epoch, at, type, entry_id, actor_kind, public_change, staff_change, before)
  VALUES ($1, $2, $3, 'bench_bench_', $4, 'entry.called', $5, 'user', $6, $6, $6)`;
const CALL = `INSERT INTO calls (organization_id, queue_id, call_seq, entry_id, counter_id, called_at, actor_kind, why)
  VALUES ($1, $2, $3, $4, $5, $6, 'user', $7)`;

/** The same once more for pgbench, a C program that does nothing else; it takes its calls from `bench_calls`. */
export const PGBENCH_SCRIPT = `
SELECT nextval('bench_next') AS n \\gset
SELECT organization_id, queue_id, counter_id, gen_random_uuid() AS key FROM bench_calls WHERE n = :n::bigint \\gset
BEGIN;
${filled(SET_ORGANIZATION, [':organization_id::text'])};
${filled(CLAIM, [':organization_id::uuid', "'bench'", ':key::text', "'bench'::bytea"])};
${filled(LOCK, [':organization_id::uuid', ':queue_id::uuid'])} \\gset
${filled(COUNTER, [':organization_id::uuid', ':counter_id::uuid', ':queue_id::uuid'])};
${filled(FIRST.replace('e.*, c.name AS counter', 'e.id, e.version AS entry_version').replace('LIMIT 4', 'LIMIT 1'), [':organization_id::uuid', ':queue_id::uuid'])} \\gset
${filled(UPDATE_ENTRY, [':organization_id::uuid', ':id::uuid', ':entry_version + 1', ':now::timestamptz', ':counter_id::uuid', ':call_seq + 1'])};
${filled(CLOSE_INTERVAL, [':organization_id::uuid', ':id::uuid', ':now::timestamptz'])};
${filled(OPEN_INTERVAL, [':organization_id::uuid', ':id::uuid', ':entry_version + 1', ':queue_id::uuid', ':now::timestamptz', ':counter_id::uuid'])};
${filled(UPDATE_QUEUE, [':organization_id::uuid', ':queue_id::uuid', ':version + 1', ':call_seq + 1'])};
${filled(EVENT, [':organization_id::uuid', ':queue_id::uuid', ':version + 1', ':now::timestamptz', ':id::uuid', `'${JSON.stringify(EXAMPLE_CHANGE).replaceAll(':', ': ')}'`])};
${filled(CALL, [':organization_id::uuid', ':queue_id::uuid', ':call_seq + 1', ':id::uuid', ':counter_id::uuid', ':now::timestamptz', "'{}'"])};
${filled(KEEP, [':organization_id::uuid', "'bench'", ':key::text', "'bench'::bytea"])};
COMMIT;
`;

/** pgbench knows no numbered parameters, and a statement ends at its line. */
function filled(statement: string, values: readonly string[]): string {
  return statement.replace(/\$(\d+)/g, (_, number) => values[Number(number) - 1] ?? 'NULL').replace(/\s+/g, ' ');
}
