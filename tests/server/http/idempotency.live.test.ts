import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization, PASSWORD } from './organization.ts';

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

const join = (key: string, body: Json = {}, as = clinic.staff) =>
  clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as, body, headers: { 'Idempotency-Key': key } });

test('the same key and body give the same answer, and nothing happens twice', async () => {
  const key = randomUUID();
  const body = { patient_name: 'Ida Twice', phone: '+491701234567' };
  const first = await join(key, body);
  const second = await join(key, body);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
  expect(first.headers.get('Idempotency-Replayed')).toBeNull();
  expect(second.headers.get('Idempotency-Replayed')).toBe('true');
  const board = (await clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: clinic.staff })).body;
  expect(board.entries.filter((entry: Json) => entry.patient_name === 'Ida Twice')).toHaveLength(1);
});

test('twenty at once get one ticket', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => join(key)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === 'true')).toHaveLength(19);
});

test('the same key with other words or at another address is refused', async () => {
  const key = randomUUID();
  expect((await join(key, { note: 'a', party_size: 2 })).status).toBe(201);
  const other = await join(key, { note: 'b', party_size: 2 });
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  const elsewhere = await clinic.ask('POST', `/queues/${clinic.queue.id}/calls`, {
    as: clinic.staff,
    body: { counter_id: clinic.counter.id },
    headers: { 'Idempotency-Key': key },
  });
  expect(elsewhere.status).toBe(422);
});

test('a key belongs to whoever uses it', async () => {
  const key = randomUUID();
  const one = await join(key);
  const another = await join(key, {}, clinic.deviceToken);
  expect(another.status).toBe(201);
  expect(another.body.entry.id).not.toBe(one.body.entry.id);
});

test('a refused request leaves its key free', async () => {
  const key = randomUUID();
  const queue = await clinic.make('/queues', { name: 'Closed', prefix: 'C', office_id: clinic.office.id });
  await clinic.ask('DELETE', `/queues/${queue.id}/opening`);
  const ask = () =>
    clinic.ask('POST', `/queues/${queue.id}/entries`, { body: {}, headers: { 'Idempotency-Key': key } });
  expect((await ask()).body.code).toBe('queue_closed');
  await clinic.ask('PUT', `/queues/${queue.id}/opening`);
  expect((await ask()).status).toBe(201);
});

test('a sign-up whose answer was lost is asked for again', async () => {
  const body = {
    name: 'Lost',
    slug: 'lost-answer',
    time_zone: 'UTC',
    owner: { name: 'O', email: 'o@example.com', password: PASSWORD },
  };
  const ask = (sent = body, key = 'the-one-lost-sign-up') =>
    send(service.url, 'POST', '/api/v1/organizations', { body: sent, headers: { 'Idempotency-Key': key } });
  const first = await ask();
  const second = await ask();
  expect([first.status, second.status, second.text === first.text]).toEqual([201, 201, true]);
  expect((await ask({ ...body, name: 'Other' })).body.code).toBe('idempotency_key_reused');
  expect((await ask(body, 'another-lost-sign-up')).body.code).toBe('already_taken');
  // Whoever guesses a passer-by's key would be told the passer-by's answer.
  expect((await ask(body, 'guess')).body.code).toBe('invalid_input');
});

test('a cancellation may be repeated, too', async () => {
  const { entry } = await clinic.make(`/queues/${clinic.queue.id}/entries`, {});
  const cancel = (headers: Record<string, string>) =>
    clinic.ask('DELETE', `/entries/${entry.id}?reason=left`, { as: clinic.staff, headers });
  const headers = { 'Idempotency-Key': randomUUID() };
  expect((await cancel(headers)).body.entry.status).toBe('cancelled');
  expect((await cancel(headers)).headers.get('Idempotency-Replayed')).toBe('true');
  expect((await cancel({})).status).toBe(409);
});

test.each(['', 'x'.repeat(256), 'two words'])('the key %j is none', async (key) => {
  const answer = await join(key);
  expect([answer.status, answer.body.errors?.[0].path]).toEqual([400, 'header.Idempotency-Key']);
});

test('what is kept for a key cannot be read in the database', async () => {
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  const { rows } = await client.query<{ response: Buffer; fingerprint: Buffer }>(
    'SELECT response, fingerprint FROM idempotency_keys WHERE response IS NOT NULL',
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(5);
  for (const { response } of rows) {
    expect(response.toString('latin1')).not.toContain('Ida Twice');
    expect(response.toString('latin1')).not.toContain('trk_');
  }
});

test('a command whose answer cannot be kept has not happened, and says why in the log alone', async () => {
  const key = randomUUID();
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  try {
    await client.query(`
      CREATE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room to keep it'; END $$;
      CREATE TRIGGER no_room BEFORE UPDATE ON idempotency_keys FOR EACH ROW WHEN (NEW.key = '${key}') EXECUTE FUNCTION public.no_room()`);
    const before = (await clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: clinic.staff })).body;
    const answer = await join(key);
    expect([answer.status, answer.body.code]).toEqual([500, 'internal_error']);
    expect(answer.text).not.toContain('no room');
    const after = (await clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: clinic.staff })).body;
    expect([after.version, after.entries]).toEqual([before.version, before.entries]);
  } finally {
    await client.query('DROP TRIGGER no_room ON idempotency_keys; DROP FUNCTION public.no_room()');
    await client.end();
  }
  expect((await join(key)).status).toBe(201);
});
