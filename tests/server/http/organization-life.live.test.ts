import pg from 'pg';
import type { Actor } from '../../../models/vocabulary.ts';
import { TRIAL_ENDED } from '../../../server/commands/organizations/end-trial.ts';
import { resumeOrganization } from '../../../server/commands/organizations/resume-organization.ts';
import { setPlan } from '../../../server/commands/organizations/set-plan.ts';
import { suspendOrganization } from '../../../server/commands/organizations/suspend-organization.ts';
import type { Route } from '../../../server/http/route.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { deleteClosed, endTrials } from '../../../server/jobs/lives.ts';
import { type Answer, type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization, PASSWORD } from './organization.ts';

/** From signing up until nothing is left, and what everybody hears meanwhile. */

let service: Service;
let admin: pg.Client;
beforeAll(async () => {
  service = await openService({ limits: { sign_up: { points: 10_000, seconds: 60 } } });
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const platform = (id: string): Actor => ({ kind: 'system', organizationId: id, id: null });
const signUp = (slug: string, more: object = {}, headers = {}) =>
  send(service.url, 'POST', '/api/v1/organizations', {
    headers,
    body: {
      name: 'New',
      slug,
      time_zone: 'UTC',
      owner: { name: 'O', email: `o@${slug}.example`, password: PASSWORD },
      ...more,
    },
  });
const suspend = async (clinic: Organization, reason: string) => {
  await service.doors.transact(platform(clinic.id), (tx) => suspendOrganization(tx, { reason }));
  service.access.organizations.forget();
};
const resume = async (clinic: Organization) => {
  await service.doors.transact(platform(clinic.id), (tx) => resumeOrganization(tx));
  service.access.organizations.forget();
};
const said = ({ status, body }: Answer) => [status, body?.code];
const auditOf = async (id: string): Promise<Json[]> =>
  (await admin.query('SELECT * FROM audit_log WHERE organization_id = $1 ORDER BY at, id', [id])).rows;

describe('signing up', () => {
  test('begins a trial of thirty days of the plan that was named, with a signing key and a line in the log', async () => {
    const { status, body } = await signUp('on-trial', {
      plan_type: 'pro',
      features: { integrations: true, analytics: false },
    });
    expect(status).toBe(201);
    expect(body.organization).toMatchObject({ status: 'trial', plan_type: 'pro' });
    const days = (Date.parse(body.organization.trial_ends_at) - Date.parse(body.organization.created_at)) / 86_400_000;
    expect(days).toBeCloseTo(30, 3);
    const id = body.organization.id;
    // What the plan gives goes with the plan; only what was not wanted is agreed apart.
    expect(
      (await admin.query('SELECT features FROM control.organizations WHERE id = $1', [id])).rows[0]?.features,
    ).toEqual({ analytics: false });
    expect((await admin.query('SELECT number FROM signing_keys WHERE organization_id = $1', [id])).rows).toEqual([
      { number: 1 },
    ]);
    expect(await auditOf(id)).toMatchObject([
      { action: 'organization.signed_up', actor_kind: 'public', subject_id: id },
    ]);
  });

  test('gives no feature that the plan does not', async () => {
    for (const features of [{ api_keys: true }, { api_keys: false }, { teleport: true }])
      expect(said(await signUp('too-much', { features }))).toEqual([403, 'feature_not_in_plan']);
    expect(said(await signUp('too-much'))).toEqual([201, undefined]);
  });

  test("takes no name of the service, nobody's slug and nobody's subdomain", async () => {
    expect(said(await signUp('first-name', { subdomain: 'first-address' }))[0]).toBe(201);
    for (const [slug, subdomain] of [
      ['first-name', 'x-1'],
      ['first-address', 'x-2'], // would lead her address to somebody else
      ['x-3', 'first-name'],
      ['x-4', 'first-address'],
      ['admin', 'x-5'],
      ['x-6', 'www'],
      ['xn--80ak6aa92e', 'x-7'],
    ])
      expect([slug, ...said(await signUp(String(slug), { subdomain }))]).toEqual([slug, 409, 'already_taken']);
    expect(said(await signUp('x-1'))[0]).toBe(201);
  });

  test('of many that want one name at once, as slug or as subdomain, one gets it', async () => {
    const wishes = Array.from({ length: 12 }, (_, n) =>
      n % 2 ? signUp('wanted') : signUp(`other-${n}`, { subdomain: 'wanted' }),
    );
    const answers = await Promise.all(wishes);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map((answer) => String(said(answer))))).toEqual(
      new Set(['409,already_taken']),
    );
  });
});

describe('a suspended organization', () => {
  const REASON = 'The invoice of October is open.';
  const routes = Object.values(ROUTES).flat();
  const anyPath = ({ path }: Route) => path.replaceAll(/:\w+/g, '0190a000-0000-7000-8000-000000000001');

  test('answers everybody with the reason, whatever they ask and whoever they are', async () => {
    const clinic = await openOrganization(service);
    const stranger = await openOrganization(service);
    await suspend(clinic, REASON);
    const refused = { status: 423, body: { code: 'organization_suspended', detail: REASON } };
    const open = (route: Route) => route.whileSuspended === 'signing_in';
    for (const route of routes) {
      for (const as of [clinic.staff, clinic.deviceToken, clinic.trackingToken, stranger.owner, 'nonsense', null]) {
        if (
          open(route) &&
          (as === null || as === clinic.staff || as === clinic.deviceToken || as === clinic.trackingToken)
        )
          continue;
        const answer = await clinic.ask(route.method.toUpperCase(), anyPath(route), { as });
        expect([route.method, route.path, answer]).toMatchObject([route.method, route.path, refused]);
      }
      if (route.whileSuspended !== undefined) continue;
      expect(await clinic.ask(route.method.toUpperCase(), anyPath(route))).toMatchObject(refused);
    }
    for (const path of [
      '/',
      '/staff',
      '/display',
      '/kiosk',
      `/t/${clinic.trackingToken}`,
      '/nowhere',
      '/api/v1/nowhere',
    ])
      expect([path, (await send(service.url, 'GET', `/o/${clinic.slug}${path}`)).status]).toEqual([path, 423]);
    await expect(service.access.listener(clinic.slug, clinic.deviceToken)).rejects.toMatchObject({
      code: 'organization_suspended',
    });
  });

  test('lets its owner in to read what it stands at, and nobody else', async () => {
    const clinic = await openOrganization(service);
    await suspend(clinic, REASON);
    const begun = await clinic.ask('POST', '/auth/login', {
      as: null,
      body: { email: clinic.email, password: PASSWORD },
    });
    expect(begun.status).toBe(200);
    const owner = { as: begun.body.access_token };
    expect((await clinic.ask('GET', '/organization', owner)).body).toMatchObject({
      status: 'suspended',
      status_reason: REASON,
    });
    expect((await clinic.ask('GET', '/auth/me', owner)).status).toBe(200);
    expect(said(await clinic.ask('PATCH', '/organization', { ...owner, body: { name: 'x' } }))).toEqual([
      423,
      'organization_suspended',
    ]);
    expect((await send(service.url, 'GET', `/o/${clinic.slug}/admin`)).status).not.toBe(423);
  });

  test('goes on as if nothing had been, at once', async () => {
    const clinic = await openOrganization(service);
    await suspend(clinic, REASON);
    await resume(clinic);
    expect((await clinic.ask('GET', '/offices')).status).toBe(200);
    expect((await clinic.ask('GET', '/devices/self', { as: clinic.deviceToken })).status).toBe(200);
    expect((await clinic.ask('GET', `/track/${clinic.trackingToken}`, { as: null })).status).toBe(200);
    expect((await clinic.ask('GET', '/organization')).body).toMatchObject({ status: 'trial', status_reason: null });
    expect((await auditOf(clinic.id)).map(({ action, reason }) => [action, reason]).slice(-2)).toEqual([
      ['organization.suspended', REASON],
      ['organization.resumed', null],
    ]);
    await expect(service.doors.transact(platform(clinic.id), (tx) => resumeOrganization(tx))).rejects.toThrow(
      'Resuming is not possible: the organization is on trial.',
    );
  });

  test('is a matter of the platform: its own owner can do none of it', async () => {
    const clinic = await openOrganization(service);
    const owner: Actor = {
      kind: 'user',
      organizationId: clinic.id,
      id: clinic.signedUp.user.id,
      role: 'owner',
      queueIds: 'all',
    };
    for (const work of [
      (tx: Parameters<typeof setPlan>[0]) => setPlan(tx, { plan: 'enterprise' }),
      (tx: Parameters<typeof setPlan>[0]) => suspendOrganization(tx, { reason: 'x' }),
      (tx: Parameters<typeof setPlan>[0]) => resumeOrganization(tx),
    ])
      await expect(service.doors.transact<unknown>(owner, work)).rejects.toMatchObject({ code: 'not_permitted' });
  });
});

describe('a trial', () => {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);

  test('ends after thirty days, unless somebody has activated the organization', async () => {
    const [idle, paying] = [await openOrganization(service), await openOrganization(service)];
    await service.doors.transact(platform(paying.id), (tx) => setPlan(tx, { plan: 'basic', reason: 'invoice 1' }));
    await endTrials(service.database, service.doors, later(29));
    expect((await idle.ask('GET', '/organization')).body.status).toBe('trial');
    // The command looks at the clock itself: what is over is moved back instead of the clock.
    await admin.query(`UPDATE control.organizations SET trial_ends_at = now() - interval '1 second' WHERE id = $1`, [
      idle.id,
    ]);
    await Promise.all([1, 2, 3].map(() => endTrials(service.database, service.doors, null)));
    service.access.organizations.forget();
    const refused = await idle.ask('GET', '/offices');
    expect([...said(refused), refused.body.detail]).toEqual([423, 'organization_suspended', TRIAL_ENDED]);
    expect((await auditOf(idle.id)).filter(({ action }) => action === 'organization.suspended')).toHaveLength(1);
    expect((await paying.ask('GET', '/organization')).body).toMatchObject({
      status: 'active',
      trial_ends_at: null,
      plan_type: 'basic',
    });
    // Resumed by the operator, it is no trial any more.
    await resume(idle);
    expect((await idle.ask('GET', '/organization')).body).toMatchObject({ status: 'active', trial_ends_at: null });
  });
});

describe('closing', () => {
  const close = (clinic: Organization, body: object, as?: string) =>
    clinic.ask('DELETE', '/organization', { body, ...(as && { as }) });
  const exported = (id: string, ago = '1 day') =>
    admin.query(`UPDATE control.organizations SET exported_at = now() - $2::interval WHERE id = $1`, [id, ago]);

  test("is the owner's, says which one, and wants a young export", async () => {
    const clinic = await openOrganization(service);
    expect(said(await close(clinic, { confirm: clinic.slug }, clinic.staff))).toEqual([403, 'not_permitted']);
    expect(said(await close(clinic, { confirm: 'another' }))).toEqual([400, 'invalid_input']);
    expect(said(await close(clinic, { confirm: clinic.slug }))).toEqual([409, 'export_first']);
    await exported(clinic.id, '8 days');
    expect(said(await close(clinic, { confirm: clinic.slug }))).toEqual([409, 'export_first']);
    await exported(clinic.id);
    expect((await close(clinic, { confirm: clinic.slug })).status).toBe(204);
    expect(service.ended.at(-1)).toEqual({ how: 'revoke', who: 'everyone' });
    for (const as of [clinic.owner, clinic.deviceToken, clinic.trackingToken, 'nonsense', null])
      expect(said(await clinic.ask('GET', '/organization', { as }))).toEqual([410, 'organization_closed']);
    const login = { as: null, body: { email: clinic.email, password: PASSWORD } };
    expect(said(await clinic.ask('POST', '/auth/login', login))).toEqual([410, 'organization_closed']);
  });

  test('is called back by the operator within the thirty days: whoever signs in again finds everything', async () => {
    const clinic = await openOrganization(service);
    await exported(clinic.id);
    await close(clinic, { confirm: clinic.slug });
    await resume(clinic);
    await deleteClosed(service.database, service.doors, new Date(Date.now() + 31 * 86_400_000));
    expect((await clinic.ask('GET', '/queues', { as: clinic.owner })).status).toBe(401);
    const login = { as: null, body: { email: clinic.email, password: PASSWORD } };
    const { access_token: as } = (await clinic.ask('POST', '/auth/login', login)).body;
    expect((await clinic.ask('GET', '/queues', { as })).body.data).toHaveLength(1);
    expect((await clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: clinic.deviceToken })).status).toBe(200);
  });

  test('keeps everything for thirty days; then it is gone, and its name rests', async () => {
    const clinic = await openOrganization(service);
    await exported(clinic.id);
    await close(clinic, { confirm: clinic.slug });
    await deleteClosed(service.database, service.doors, new Date(Date.now() + 29 * 86_400_000));
    expect((await admin.query('SELECT FROM users WHERE organization_id = $1', [clinic.id])).rowCount).toBe(2);
    await Promise.all(
      [1, 2].map(() => deleteClosed(service.database, service.doors, new Date(Date.now() + 31 * 86_400_000))),
    );
    expect((await admin.query('SELECT FROM users WHERE organization_id = $1', [clinic.id])).rowCount).toBe(0);
    service.access.organizations.forget();
    expect(said(await clinic.ask('GET', '/organization', { as: null }))).toEqual([404, 'unknown_organization']);
    expect(said(await signUp(clinic.slug))).toEqual([409, 'already_taken']);
    await admin.query(`UPDATE control.names SET rests_until = now() - interval '1 second' WHERE held_by IS NULL`);
    expect((await signUp(clinic.slug)).status).toBe(201);
  });
});

test('where only the operator makes organizations, signing up is closed', async () => {
  const own = await openService({ signUp: false });
  const answer = await send(own.url, 'POST', '/api/v1/organizations', {
    body: {
      name: 'New',
      slug: 'new-one',
      time_zone: 'UTC',
      owner: { name: 'O', email: 'o@new.example', password: PASSWORD },
    },
  });
  expect(said(answer)).toEqual([403, 'sign_up_closed']);
  await own.close();
});

test('where one organization has every host, of two that sign up at once one is refused', async () => {
  const own = await openService({ multiTenant: false });
  const both = await Promise.all(
    ['one-of-us', 'two-of-us'].map((slug) =>
      send(own.url, 'POST', '/api/v1/organizations', {
        body: { name: 'New', slug, time_zone: 'UTC', owner: { name: 'O', email: 'o@new.example', password: PASSWORD } },
      }),
    ),
  );
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['201', '403']);
  await own.close();
});
