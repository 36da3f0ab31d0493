import pg from 'pg';
import { eventually } from '../support/eventually.ts';
import { join, openService, signUpClinic, type Service } from '../support/service.ts';

/** A node that waits for its database, and somebody who does not wait that long. */
let service: Service;
let admin: pg.Client;
beforeAll(async () => {
  service = await openService({ nodes: 1 });
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

test('a call that nobody waits for any more is not made later, when nobody stands there', async () => {
  const url = service.nodes[0]?.url ?? '';
  const clinic = await signUpClinic(url);
  const queue = await clinic.queue('A');
  const room = await clinic.counter([queue.id], clinic.owner);
  await join(clinic.owner, queue.id);
  await admin.query('BEGIN');
  await admin.query('LOCK TABLE entries IN ACCESS EXCLUSIVE MODE');
  // Every connection that one organization may have is taken by somebody who takes a number, and waits.
  const numbers = Array.from({ length: 12 }, () => join(clinic.owner, queue.id));
  await eventually(async () => expect(await waiting()).toBeGreaterThan(3));
  const gone = new AbortController();
  const call = fetch(`${url}/api/v1/queues/${queue.id}/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${clinic.ownerToken}` },
    body: JSON.stringify({ counter_id: room }),
    signal: gone.signal,
  }).catch(() => 'gone');
  // It is there once a question that was asked after it has been answered.
  await fetch(`${url}/healthz`);
  gone.abort();
  expect(await call).toBe('gone');
  await fetch(`${url}/healthz`);
  await admin.query('COMMIT');
  await Promise.allSettled(numbers);
  const { rows } = await admin.query('SELECT FROM calls WHERE queue_id = $1', [queue.id]);
  expect(rows).toEqual([]);
});

async function waiting(): Promise<number> {
  // Within a transaction it would stay as it was first seen.
  await admin.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await admin.query(
    `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
  );
  return rows.length;
}
