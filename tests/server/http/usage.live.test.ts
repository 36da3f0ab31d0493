import pg from 'pg';
import { usage } from '../../../realtime/contract/resources/usage.ts';
import { eventually } from '../../support/eventually.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

let service: Service;
let clinic: Organization;
let admin: pg.Client;
beforeAll(async () => {
  service = await openService();
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const agree = async (plan: string, limits: object) => {
  await admin.query('UPDATE control.organizations SET plan_type = $1, limits = $2 WHERE id = $3', [
    plan,
    JSON.stringify(limits),
    clinic.id,
  ]);
  service.access.organizations.forget();
};
const read = async () => usage.parse((await expectStatus(200, clinic.ask('GET', '/organization/usage?days=2'))).body);

test('the owner sees what the plan allows, what is used of it and what was counted; passers-by are not counted', async () => {
  await service.access.usage.flush();
  const before = await read();
  expect(before.plan_type).toBe('trial');
  expect(before.features).toMatchObject({ analytics: true, api_keys: false });
  expect(before.limits).toContainEqual({ limit: 'providers', used: 1, most: 5, warning: false });
  expect(before.limits).toContainEqual({ limit: 'displays', used: 1, most: 20, warning: false });
  expect(before.days).toHaveLength(2);
  expect(before.days[0]).toMatchObject({ entries: 1, calls: 0 });

  for (let n = 0; n < 5; n++) await clinic.ask('GET', '/offices', { as: clinic.staff });
  for (let n = 0; n < 5; n++) await clinic.ask('GET', '/organization/branding', { as: null });
  await service.access.usage.flush();
  const after = await read();
  // The five, and the question before.
  expect((after.days[0]?.api_calls ?? 0) - (before.days[0]?.api_calls ?? 0)).toBe(6);
  expect((await clinic.ask('GET', '/organization/usage', { as: clinic.staff })).body.code).toBe('not_permitted');
});

test('whoever meets a limit hears which one, and the owners find it in the security log', async () => {
  await agree('trial', { providers: 1 });
  for (let n = 0; n < 3; n++) {
    const refused = await clinic.ask('POST', '/providers', { body: { name: 'Dr. New' } });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'plan_limit', plan: { limit: 'providers', used: 1, most: 1 } });
  }
  expect((await read()).limits).toContainEqual({ limit: 'providers', used: 1, most: 1, warning: true });
  await eventually(async () => {
    const { rows } = await admin.query(
      `SELECT details ->> 'limit' AS "limit" FROM security_log WHERE organization_id = $1 AND event = 'plan_limit_reached'`,
      [clinic.id],
    );
    expect(rows).toEqual([{ limit: 'providers' }]);
  });
});

test('when the calls of a day are used up the keys are refused, and nobody at a counter', async () => {
  await agree('enterprise', {});
  const scopes = ['queue.watch'];
  const { key } = (await expectStatus(201, clinic.ask('POST', '/api-keys', { body: { name: 'Till', scopes } }))).body;
  const board = (as: string | null) => clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as });
  await service.access.usage.flush();
  const used = (await read()).days[0]?.api_calls ?? 0;
  await agree('enterprise', { api_calls: used + 5 });
  const statuses = [];
  for (let n = 0; n < 8; n++) statuses.push((await board(key)).status);
  // One of the five was the question itself.
  expect(statuses).toEqual([200, 200, 200, 200, 403, 403, 403, 403]);
  expect((await board(key)).body).toMatchObject({ code: 'plan_limit', plan: { limit: 'api_calls', most: used + 5 } });
  for (const as of [clinic.staff, clinic.deviceToken, clinic.trackingToken, clinic.owner])
    expect((await board(as)).status).toBe(200);

  // A new day: the first flush tells the node.
  await admin.query('DELETE FROM usage_days WHERE organization_id = $1', [clinic.id]);
  await board(key);
  await admin.query('DELETE FROM usage_days WHERE organization_id = $1', [clinic.id]);
  await agree('enterprise', { api_calls: 100 });
  await service.access.usage.flush();
  expect((await board(key)).status).toBe(200);
});
