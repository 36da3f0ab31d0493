import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Actor } from '../../../models/vocabulary.ts';
import { grantSupport, type SupportRole } from '../../../server/commands/support/grant-support.ts';
import { eventually } from '../../support/eventually.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** Somebody of the platform is let in: for a reason, for a while, seen by the owner, and out when the owner says so. */

let service: Service;
let clinic: Organization;
let admin: pg.Client;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const platform = (id = clinic.id): Actor => ({ kind: 'system', organizationId: id, id: null });
const grant = (more: { role?: SupportRole; minutes?: number; reason?: string } = {}, id = clinic.id) =>
  service.doors.transact(platform(id), (tx) =>
    grantSupport(tx, {
      operator: 'Ada Helper <ada@platform.example>',
      reason: 'ticket 7',
      minutes: 30,
      role: 'manager',
      ...more,
    }),
  );
const enter = (token: string, where = clinic) =>
  where.ask('POST', '/auth/sign-in', { as: null, body: { link_token: token } });
const inside = async (role: SupportRole = 'manager') => {
  const { id, token } = await grant({ role });
  const { access_token: as } = (await expectStatus(200, enter(token))).body;
  return { id, as: as as string };
};

test('the link lets in once, as what was said and for as long as was said', async () => {
  const { id, token, endsAt } = await grant();
  const answer = await enter(token);
  expect(answer.status).toBe(200);
  expect(answer.body.user).toMatchObject({ id, name: 'Ada Helper', email: 'ada@platform.example', role: 'manager' });
  expect(answer.body.expires_in).toBeLessThanOrEqual(30 * 60);
  const { access_token: as, refresh_token: refresh } = answer.body;
  expect((await clinic.ask('GET', '/auth/me', { as })).body).toMatchObject({
    id,
    name: 'Ada Helper',
    organization: { slug: clinic.slug },
  });
  expect((await clinic.ask('GET', '/offices', { as })).status).toBe(200);
  expect(await service.access.listener(clinic.slug, as)).toMatchObject({
    kind: 'operator',
    id,
    audience: 'staff',
    queue_ids: 'all',
    expires_at: endsAt.getTime(),
  });

  for (const again of [token, `${token.slice(0, -2)}AA`, 'sup_nonsense'])
    expect((await enter(again)).body.code).toBe('link_used');
  // The link is no credential, and what it gave is no link.
  expect((await clinic.ask('GET', '/offices', { as: token })).status).toBe(401);
  expect((await enter(as)).status).toBe(401);
  // A reloaded page goes on, and not a moment longer.
  const renewed = await clinic.ask('POST', '/auth/refresh', { as: null, body: { refresh_token: refresh } });
  expect(renewed.body).toMatchObject({ access_token: as, user: { id } });
  expect(renewed.body.expires_in).toBeLessThanOrEqual(answer.body.expires_in);
});

test('it opens no other organization', async () => {
  const other = await openOrganization(service);
  const { token } = await grant();
  expect((await enter(token, other)).body.code).toBe('link_used');
  const { as } = await inside();
  expect((await other.ask('GET', '/offices', { as })).body.code).toBe('wrong_organization');
  await expect(service.access.listener(other.slug, as)).rejects.toMatchObject({ code: 'wrong_organization' });
});

test("it never reaches what is the organization's own to decide", async () => {
  const { as } = await inside('admin');
  const id = randomUUID();
  for (const [method, path, body] of [
    ['POST', '/users', { name: 'x', email: 'x@example.org', password: 'long enough for this', role: 'owner' }],
    ['PATCH', `/users/${clinic.user.id}`, { role: 'owner' }],
    ['DELETE', `/users/${clinic.user.id}`, undefined],
    ['POST', '/invitations', { email: 'x@example.org', role: 'owner' }],
    ['POST', '/api-keys', { name: 'x', scopes: ['catalogue.read'] }],
    ['GET', '/organization/export', undefined],
    ['DELETE', '/organization', { confirm: clinic.slug }],
    ['PATCH', '/organization', { name: 'x' }],
    ['GET', '/audit-log', undefined],
    ['GET', '/support-access', undefined],
    ['DELETE', `/support-access/${id}`, undefined],
  ] as const)
    expect([path, (await clinic.ask(method, path, { as, body })).body.code]).toEqual([path, 'not_permitted']);
  await expect(grant({ minutes: 241 })).rejects.toMatchObject({ code: 'invalid_input' });
  const owner: Actor = {
    kind: 'user',
    organizationId: clinic.id,
    id: clinic.signedUp.user.id,
    role: 'owner',
    queueIds: 'all',
  };
  await expect(
    service.doors.transact(owner, (tx) => grantSupport(tx, { operator: 'x', reason: 'x', minutes: 5, role: 'admin' })),
  ).rejects.toMatchObject({ code: 'not_permitted' });
});

test('the owner sees who is in and why, what they did, and ends it at once', async () => {
  const { id, as } = await inside();
  await expectStatus(201, clinic.ask('POST', '/services', { as, body: { name: 'By support', duration_minutes: 5 } }));
  const list = (await clinic.ask('GET', '/support-access')).body.data;
  expect(list[0]).toMatchObject({
    id,
    operator: 'Ada Helper <ada@platform.example>',
    reason: 'ticket 7',
    role: 'manager',
    ended_at: null,
  });
  expect(JSON.stringify(list)).not.toContain('token');
  await service.access.listener(clinic.slug, as);

  expect((await clinic.ask('DELETE', `/support-access/${id}`, { as: clinic.staff })).body.code).toBe('not_permitted');
  expect((await clinic.ask('DELETE', `/support-access/${id}`)).status).toBe(204);
  expect(service.ended.at(-1)).toEqual({ how: 'revoke', who: { kind: 'operator', id } });
  expect((await clinic.ask('GET', '/offices', { as })).body.code).toBe('unauthenticated');
  await expect(service.access.listener(clinic.slug, as)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect((await clinic.ask('POST', '/auth/refresh', { as: null, body: { refresh_token: as } })).status).toBe(401);
  expect((await clinic.ask('DELETE', `/support-access/${id}`)).body.code).toBe('not_found');

  const { rows } = await admin.query(
    `SELECT action, actor_kind, actor_name, reason FROM audit_log WHERE organization_id = $1 AND (subject_id = $2 OR actor_id = $2) ORDER BY id`,
    [clinic.id, id],
  );
  const ada = { actor_kind: 'operator', actor_name: 'Ada Helper <ada@platform.example>' };
  expect(rows).toMatchObject([
    { action: 'support.granted', actor_kind: 'system', reason: 'ticket 7' },
    { action: 'support.began', ...ada },
    { action: 'service.created', ...ada },
    { action: 'support.ended', actor_kind: 'user', actor_name: 'Olga' },
  ]);
});

test('an operator who leaves is out, and one whose time is over is, too', async () => {
  const leaving = await inside();
  expect((await clinic.ask('POST', '/auth/logout', { as: leaving.as })).status).toBe(204);
  expect((await clinic.ask('GET', '/offices', { as: leaving.as })).status).toBe(401);

  const { id, as } = await inside();
  await admin.query(
    `UPDATE support_access SET starts_at = now() - interval '2 minutes', ends_at = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
  await eventually(async () => expect((await clinic.ask('GET', '/offices', { as })).status).toBe(401));
  const late = await grant();
  await admin.query(
    `UPDATE support_access SET starts_at = now() - interval '2 minutes', ends_at = now() - interval '1 second' WHERE id = $1`,
    [late.id],
  );
  expect((await enter(late.token)).body.code).toBe('link_used');
});

test('of two who follow one link at once, one gets in', async () => {
  const { token } = await grant();
  const both = await Promise.all([enter(token), enter(token), enter(token)]);
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['200', '410', '410']);
});
