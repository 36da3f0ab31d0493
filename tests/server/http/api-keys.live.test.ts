import pg from 'pg';
import { KEY_PERMISSIONS } from '../../../models/rules/permissions.ts';
import { PERMISSIONS } from '../../../models/vocabulary.ts';
import type { Answer, Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** The credentials of programs: what they may, how they end, and that they are nobody. */

let service: Service;
let clinic: Organization;
let other: Organization;
let admin: pg.Client;

const setPlan = (plan: string) =>
  admin.query(`UPDATE control.organizations SET plan_type = $1, features = '{}' WHERE id = $2`, [plan, clinic.id]);

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  other = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise'`);
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const make = async (scopes: readonly string[] = ['queue.watch'], more: object = {}): Promise<Json> =>
  (await expectStatus(201, clinic.ask('POST', '/api-keys', { body: { name: 'Till', scopes, ...more } }))).body;
const board = (key: string) => clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: key });
const code = ({ status, body }: Answer) => [status, body?.code];

test('a key is shown once, may what it was given, and nothing else', async () => {
  const made = await make(['queue.watch', 'entry.join']);
  expect(made.key.startsWith(made.api_key.prefix)).toBe(true);
  expect(made.api_key).toMatchObject({ name: 'Till', scopes: ['queue.watch', 'entry.join'], last_used_at: null });
  const seen = await board(made.key);
  expect(seen.status).toBe(200);
  // Without the right to the staff's board it is the public one, without names.
  expect(seen.text).not.toContain('Canary');
  await expectStatus(201, clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as: made.key, body: {} }));
  expect(code(await clinic.ask('GET', '/queues', { as: made.key }))).toEqual([403, 'not_permitted']);
  expect(code(await clinic.ask('GET', '/users', { as: made.key }))).toEqual([403, 'not_permitted']);
  const staffs = await make(['queue.watch', 'queue.watch_staff']);
  expect((await board(staffs.key)).text).toContain('Canary');

  const read = (await clinic.ask('GET', `/api-keys/${made.api_key.id}`)).body;
  expect(read.last_used_at).not.toBeNull();
  for (const answer of [read, (await clinic.ask('GET', '/api-keys?limit=200')).body])
    expect(JSON.stringify(answer)).not.toContain(made.key.slice(made.api_key.prefix.length));
});

test('a key of every right that keys have is refused wherever a person is asked for', async () => {
  const { key } = await make(KEY_PERMISSIONS);
  for (const [method, path, body] of [
    ['GET', '/auth/me', undefined],
    ['POST', '/users', { name: 'X', email: 'x@keys.example', password: PASSWORD, role: 'viewer' }],
    ['POST', '/invitations', { email: 'x@keys.example', role: 'viewer' }],
    ['POST', `/users/${clinic.user.id}/password-reset`, undefined],
    ['POST', '/api-keys', { name: 'Child', scopes: ['queue.watch'] }],
    ['GET', '/api-keys', undefined],
    ['PUT', `/counters/${clinic.counter.id}/session`, { queue_ids: [clinic.queue.id] }],
    ['DELETE', `/counters/${clinic.counter.id}/session`, undefined],
    ['POST', `/entries/${clinic.entry.id}/undo`, undefined],
    ['DELETE', `/devices/${clinic.device.id}`, undefined],
    ['PATCH', '/organization', { name: 'Taken' }],
    ['GET', '/devices/self', undefined],
  ] as const) {
    const { status } = await clinic.ask(method, path, { as: key, ...(body && { body }) });
    expect([path, status === 401 || status === 403]).toEqual([path, true]);
  }
});

test('a person cannot undo what a key did', async () => {
  const { key } = await make(['entry.call', 'entry.serve', 'entry.join']);
  const call = { body: { counter_id: clinic.counter.id } };
  const called = await expectStatus(201, clinic.ask('POST', `/queues/${clinic.queue.id}/calls`, { as: key, ...call }));
  const path = `/entries/${called.body.entry.id}`;
  expect(code(await clinic.ask('POST', `${path}/undo`))).toEqual([403, 'undo_not_yours']);
  await expectStatus(201, clinic.ask('POST', `${path}/no-show`, { as: key }));
});

describe('nobody gives a key', () => {
  test('what no key may have', async () => {
    for (const scope of PERMISSIONS.filter(
      (permission) => !(KEY_PERMISSIONS as readonly string[]).includes(permission),
    )) {
      const asked = await clinic.ask('POST', '/api-keys', { body: { name: 'X', scopes: ['queue.watch', scope] } });
      expect([scope, ...code(asked)]).toEqual([scope, 400, 'invalid_input']);
    }
  });

  test('without the right to make one', async () => {
    const email = 'manager@keys.example';
    await clinic.make('/users', { name: 'M', email, password: PASSWORD, role: 'manager' });
    const { access_token: as } = (
      await clinic.ask('POST', '/auth/login', { as: null, body: { email, password: PASSWORD } })
    ).body;
    const body = { name: 'X', scopes: ['queue.watch'] };
    expect((await clinic.ask('POST', '/api-keys', { as, body })).status).toBe(403);
    expect((await clinic.ask('GET', '/api-keys', { as })).status).toBe(403);
  });

  test('an end that has passed, or no right at all', async () => {
    const past = new Date(Date.now() - 1_000).toISOString();
    for (const more of [{ expires_at: past }, { scopes: [] }]) {
      const body = { name: 'X', scopes: ['queue.watch'], ...more };
      expect((await clinic.ask('POST', '/api-keys', { body })).status).toBe(400);
    }
  });

  test('where the plan has none; keys of a larger plan wait and are not lost', async () => {
    const { key, api_key: kept } = await make();
    await expectStatus(200, board(key));
    await setPlan('pro');
    service.access.forgetWho(clinic.id, 'everyone');
    expect(code(await clinic.ask('POST', '/api-keys', { body: { name: 'X', scopes: ['queue.watch'] } }))).toEqual([
      403,
      'feature_not_in_plan',
    ]);
    expect(code(await board(key))).toEqual([403, 'feature_not_in_plan']);
    expect((await clinic.ask('GET', `/api-keys/${kept.id}`)).body.revoked_at).toBeNull();
    await setPlan('enterprise');
    await expectStatus(200, board(key));
  });
});

describe('a key is worth nothing', () => {
  test('once it was revoked, at once', async () => {
    const { key, api_key: made } = await make();
    await expectStatus(200, board(key));
    await expectStatus(204, clinic.ask('DELETE', `/api-keys/${made.id}`));
    expect(service.ended.at(-1)).toEqual({ how: 'revoke', who: { kind: 'api_key', id: made.id } });
    expect(code(await board(key))).toEqual([401, 'unauthenticated']);
    await expect(service.access.listener(clinic.slug, key)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expectStatus(204, clinic.ask('DELETE', `/api-keys/${made.id}`));
  });

  test('after its end', async () => {
    const { key, api_key: made } = await make(['queue.watch'], {
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await expectStatus(200, board(key));
    await admin.query(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [made.id]);
    service.access.forgetWho(clinic.id, { kind: 'api_key', id: made.id });
    expect(code(await board(key))).toEqual([401, 'token_expired']);
  });

  test('elsewhere, altered, or with another secret', async () => {
    const { key } = await make();
    const elsewhere = await other.ask('GET', `/queues/${other.queue.id}/board`, { as: key });
    expect(code(elsewhere)).toEqual([403, 'wrong_organization']);
    await expect(service.access.listener(other.slug, key)).rejects.toMatchObject({ code: 'wrong_organization' });
    expect(code(await board(`${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`))).toEqual([401, 'unauthenticated']);
    expect((await other.ask('GET', '/api-keys')).text).not.toContain(key.slice(0, 48));
    const { api_key: theirs } = await other.make('/api-keys', { name: 'Theirs', scopes: ['queue.watch'] });
    for (const method of ['GET', 'DELETE'])
      expect(code(await clinic.ask(method, `/api-keys/${theirs.id}`))).toEqual([404, 'not_found']);
  });
});

test('a socket takes a key and hears what the key may', async () => {
  const listen = async (scopes: string[]) => service.access.listener(clinic.slug, (await make(scopes)).key);
  expect(await listen(['queue.watch'])).toMatchObject({ kind: 'api_key', audience: 'public', queue_ids: 'all' });
  expect(await listen(['queue.watch', 'queue.watch_staff'])).toMatchObject({ audience: 'staff' });
  await expect(listen(['entry.join'])).rejects.toMatchObject({ code: 'not_permitted' });
});

test('its use is written down at most once a minute, however often it is used', async () => {
  const { key, api_key: made } = await make();
  const lastUsed = async () => (await clinic.ask('GET', `/api-keys/${made.id}`)).body.last_used_at;
  await expectStatus(200, board(key));
  const first = await lastUsed();
  service.access.forgetWho(clinic.id, { kind: 'api_key', id: made.id });
  await expectStatus(200, board(key));
  expect(await lastUsed()).toBe(first);
  await admin.query(`UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1`, [made.id]);
  service.access.forgetWho(clinic.id, { kind: 'api_key', id: made.id });
  await expectStatus(200, board(key));
  expect(Date.parse(await lastUsed())).toBeGreaterThanOrEqual(Date.parse(first));
});

test('what was done with keys is written down under their name, and no secret is', async () => {
  const { key, api_key: made } = await make(['catalogue.change'], { name: 'Robot' });
  await expectStatus(204, clinic.ask('DELETE', `/api-keys/${made.id}`));
  const { rows } = await admin.query(`SELECT action, actor_kind FROM audit_log WHERE subject_id = $1 ORDER BY id`, [
    made.id,
  ]);
  expect(rows).toEqual([
    { action: 'api_key.made', actor_kind: 'user' },
    { action: 'api_key.revoked', actor_kind: 'user' },
  ]);
  const { rows: stored } = await admin.query(`SELECT * FROM api_keys, audit_log`);
  const secret = key.slice(48, 91);
  for (const text of [JSON.stringify(stored), service.logged.join('')]) expect(text).not.toContain(secret);
});
