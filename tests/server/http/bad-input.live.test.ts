import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { permissionsOf } from '../../../models/rules/permissions.ts';
import { problem } from '../../../realtime/contract/problem.ts';
import { grantSupport } from '../../../server/commands/support/grant-support.ts';
import type { Route } from '../../../server/http/route.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { pictures } from '../../support/pictures.ts';
import { pushSubscription } from '../../support/push-subscription.ts';
import { type Answer, type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** Every route, from the same list that serves them: whatever is wrong is refused clearly, and nothing is written. */

const routes = Object.values(ROUTES).flat();
const named = (list: readonly Route[]) =>
  list.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
const withId = routes.filter(({ path }) => path.includes(':id'));
/** Those that take a file take anything in it, and look at it themselves. */
const withBody = routes.filter(({ body, takes }) => body !== undefined && !takes);
/** Where the credential is the address itself. */
const isLink = ({ path }: Pick<Route, 'path'>) =>
  /^\/(?:track|bookings|appointment-holds|calendars)\b.*:token/.test(path);
const withoutGet = routes.filter(({ method }) => method !== 'get');

const AROUND_THE_CLOCK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));

const WANTED = ({ service: service_id, office: office_id, provider: provider_id }: Record<string, string>) => ({
  ...{ service_id, office_id, provider_id },
  starts_at: '2100-01-01T09:00:00Z',
});
const SOMEBODY = {
  patient_name: 'New',
  phone: '+491701234567',
  email: 'p@example.com',
  birth_date: '1990-02-03',
  language: 'de',
  note: 'x',
  reminders: true,
};

let service: Service;
let own: Organization;
let foreign: Organization;
let before: string;

beforeAll(async () => {
  service = await openService({
    txtRecords: async () => [],
    limits: { pairing: { points: 10_000, seconds: 60 }, login: { points: 10_000, seconds: 60 } },
  });
  own = await openOrganization(service);
  foreign = await openOrganization(service);
  for (const clinic of [own, foreign]) further.set(clinic.id, await makeFurther(clinic));
  before = await everythingStored();
});

afterAll(async () => {
  await service?.close();
});

describe('a wrong credential', () => {
  test.each(named(routes))('%s', async (_name, route) => {
    // A link is an address: a wrong one does not exist.
    if (isLink(route)) expectProblem(await ask(route, { link: 'not-a-token' }), [404], 'not_found');
    else expectProblem(await ask(route, { token: 'not-a-token' }), [401], 'unauthenticated');
  });
});

describe('no credential where one is needed', () => {
  const passerBy = permissionsOf({ kind: 'public', organizationId: own?.id ?? '', id: null });
  const guarded = routes.filter(
    (route) => route.permission !== 'public' && !passerBy.includes(route.permission) && !isLink(route),
  );
  test.each(named(guarded))('%s', async (_name, route) => {
    expectProblem(await ask(route, { token: null }), [401], 'unauthenticated');
  });
});

describe("another organization's credential", () => {
  test.each(named(routes.filter((route) => !isLink(route))))('%s', async (_name, route) => {
    expectProblem(await ask(route, { token: foreign.owner }), [403], 'wrong_organization');
  });
});

describe('an id that is none', () => {
  test.each(named(withId))('%s', async (_name, route) => {
    const answer = await ask(route, { id: 'not-an-id', body: bodyFor(route, own) });
    expectProblem(answer, [400], 'invalid_input');
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path: 'params.id' }));
  });
});

describe("another organization's id is answered like one that does not exist", () => {
  test.each(named(withId))('%s', async (_name, route) => {
    const body = bodyFor(route, own);
    const unknown = await ask(route, { id: randomUUID(), body });
    const others = await ask(route, { id: idFor(route, foreign), body });
    expectProblem(unknown, [404], 'not_found');
    expect(withoutRequestId(others)).toBe(withoutRequestId(unknown));
  });
});

describe("another organization's id in a body", () => {
  const referring = withBody.flatMap((route) =>
    referencesOf(route).map((key) => [`${route.method.toUpperCase()} ${route.path} ${key}`, route, key] as const),
  );
  test.each(referring)('%s', async (_name, route, key) => {
    const mine = bodyFor(route, own);
    const theirs = bodyFor(route, foreign)[key];
    const unknown = Array.isArray(theirs)
      ? theirs.map((one) => (typeof one === 'string' ? randomUUID() : { ...one, id: randomUUID() }))
      : randomUUID();
    const missing = await ask(route, { body: { ...mine, [key]: unknown } });
    const others = await ask(route, { body: { ...mine, [key]: theirs } });
    // Nobody is parked: that is looked at first, and is the same for both.
    expectProblem(missing, route.path.endsWith('/parking') ? [409] : [404]);
    expect(withoutRequestId(others)).toBe(withoutRequestId(missing));
  });
});

describe('nothing in the body where something is needed', () => {
  const needing = withBody.filter(({ body }) => body?.safeParse({}).success === false);
  test.each(named(needing))('%s', async (_name, route) => {
    const answer = await ask(route, { body: {} });
    expectProblem(answer, [400], 'invalid_input');
    for (const { path } of answer.body.errors) expect(path).toMatch(/^body(\.|$)/);
  });
});

describe('a field of the wrong type, one after the other', () => {
  const fields = withBody.flatMap((route) =>
    keysOf(route).map((key) => [`${route.method.toUpperCase()} ${route.path} ${key}`, route, key] as const),
  );
  test.each(fields)('%s', async (_name, route, key) => {
    const answer = await ask(route, { body: { ...bodyFor(route, own), [key]: [[{ wrong: 1 }]] } });
    expectProblem(answer, [400], 'invalid_input');
    expect(answer.body.errors[0].path).toMatch(new RegExp(`^body\\.${key}`));
  });
});

describe('text that is far too long', () => {
  const fields = withBody.flatMap((route) =>
    keysOf(route)
      .filter((key) => typeof bodyFor(route, null)[key] === 'string')
      .map((key) => [`${route.method.toUpperCase()} ${route.path} ${key}`, route, key] as const),
  );
  test.each(fields)('%s', async (_name, route, key) => {
    expectProblem(
      await ask(route, { body: { ...bodyFor(route, own), [key]: 'x'.repeat(90_000) } }),
      [400],
      'invalid_input',
    );
  });
});

describe('a field that nobody knows', () => {
  test.each(named(withoutGet.filter(({ takes }) => !takes)))('%s', async (_name, route) => {
    const answer = await ask(route, { body: { ...bodyFor(route, own), patient_nmae: 'x' } });
    expectProblem(answer, [400], 'invalid_input');
  });
});

describe('a query that nobody knows', () => {
  test.each(named(routes))('%s', async (_name, route) => {
    const answer = await ask(route, { query: '?limti=3', body: bodyFor(route, own) });
    expectProblem(answer, [400], 'invalid_input');
  });
});

describe('a body that is no JSON, too large, or of another kind', () => {
  test.each(named(withoutGet.filter(({ takes }) => !takes)))('%s', async (_name, route) => {
    expectProblem(await ask(route, { body: '{"name":' }), [400], 'malformed_body');
    expectProblem(await ask(route, { body: '"just text"' }), [400], 'malformed_body');
    expectProblem(await ask(route, { body: JSON.stringify({ name: 'x'.repeat(2_000_000) }) }), [413], 'body_too_large');
    expectProblem(
      await ask(route, { body: 'name=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
      [415],
      'unsupported_media_type',
    );
  });
});

describe('a method that the address does not answer to', () => {
  const paths = [...new Set(routes.filter((route) => !isLink(route)).map(({ path }) => path))];
  test.each(paths)('%s', async (path) => {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    const other = ['PUT', 'PATCH', 'DELETE', 'POST'].find((method) => !methods.includes(method)) ?? 'PUT';
    const answer = await send(service.url, other, `/api/v1${path.replace(':id', randomUUID())}`, { token: own.owner });
    // `/devices/self` is also the address of a device whose id is no id.
    expectProblem(
      answer,
      path === '/devices/self' || path === '/queues/joinable' || path === '/devices/pairing' ? [400, 405] : [405],
    );
    const allowed = answer.status === 405 ? answer.headers.get('Allow') : methods[0];
    expect(allowed).toContain(methods[0]);
  });
});

test('a character that no text may hold', async () => {
  const entries = `/api/v1/queues/${own.queue.id}/entries`;
  const body = { patient_name: 'North\u0000Wing' };
  expectProblem(await send(service.url, 'POST', entries, { token: own.owner, body }), [400], 'invalid_input');
  const branding = '/api/v1/organization/branding?tenant_id=%00';
  expectProblem(await send(service.url, 'GET', branding, {}), [404], 'unknown_organization');
});

test('addresses that do not exist are a problem, too', async () => {
  expectProblem(await send(service.url, 'GET', '/api/v1/nothing', { token: own.owner }), [404], 'not_found');
  expectProblem(await send(service.url, 'GET', '/api/v1/offices/%E0%A4%A', { token: own.owner }), [400, 404]);
  expectProblem(await send(service.url, 'GET', '/api/', { token: own.owner }), [404], 'not_found');
});

test('nothing of all this was written', async () => {
  expect(await everythingStored()).toBe(before);
});

test('nothing of all this surprised the service', () => {
  expect(service.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});

async function ask(
  route: Route,
  {
    token = own.owner,
    id,
    body,
    query = queryFor(route, own),
    headers = {},
    link = linkFor(route, own),
  }: {
    token?: string | null;
    id?: string;
    link?: string;
    body?: unknown;
    query?: string;
    headers?: Record<string, string>;
  },
): Promise<Answer> {
  const path = route.path.replace(':id', id ?? idFor(route, own)).replace(':token', link);
  return send(service.url, route.method.toUpperCase(), `/api/v1${path}${query}`, {
    token: token ?? undefined,
    ...(route.method !== 'get' && { body: route.takes ? fileFor(route).bytes : body }),
    headers: { 'X-Tenant-ID': own.slug, ...(route.takes && { 'Content-Type': fileFor(route).type }), ...headers },
  });
}

function expectProblem(answer: Answer, statuses: number[], code?: string): void {
  expect(statuses).toContain(answer.status);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
  expect(problem.safeParse(answer.body).error).toBeUndefined();
  expect(answer.body.status).toBe(answer.status);
  expect(answer.body.request_id).toBe(answer.headers.get('X-Request-Id'));
  expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d|SELECT |INSERT |UPDATE |node_modules/);
  expect(answer.body.code).toBe(code ?? answer.body.code);
}

function withoutRequestId({ status, text, body }: Answer): string {
  return `${status} ${text.replace(body.request_id, '')}`;
}

/** Things that not every test's organization has, by the first word of their addresses. */
const further = new Map<string, Record<string, Json>>();

async function makeFurther(clinic: Organization): Promise<Record<string, Json>> {
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  await client.query(`UPDATE control.organizations SET plan_type = 'enterprise' WHERE id = $1`, [clinic.id]);
  await client.end();
  const message = await clinic.make('/display-messages', { name: 'Flu', texts: { en: 'Get vaccinated' } });
  const shown = await send(service.url, 'PUT', `/api/v1/display-messages/${message.id}/picture`, {
    token: clinic.owner,
    body: pictures.png(10, 10),
    headers: { 'X-Tenant-ID': clinic.slug, 'Content-Type': 'image/png' },
  });
  const booking = { online: true, notice: 0 };
  await expectStatus(200, clinic.ask('PATCH', `/services/${clinic.service.id}`, { body: { booking } }));
  const offers = { service_ids: [clinic.service.id] };
  await expectStatus(200, clinic.ask('PATCH', `/providers/${clinic.provider.id}`, { body: offers }));
  const place = { provider_id: clinic.provider.id, office_id: clinic.office.id };
  const schedule = await clinic.make('/schedules', { ...place, effective_from: '2020-01-01', hours: AROUND_THE_CLOCK });
  const exception = await clinic.make('/schedule-exceptions', {
    ...{ name: 'Leave', kind: 'closed', provider_id: clinic.provider.id },
    ...{ from_on: '2020-01-01', until_on: '2020-01-01' },
  });
  const { appointment, booking_token: token } = await clinic.make('/appointments', {
    ...{ ...place, service_id: clinic.service.id, starts_at: await freeStart(clinic) },
    patient_name: 'Pat Canary',
  });
  return {
    schedules: schedule,
    'schedule-exceptions': exception,
    appointments: appointment,
    bookings: { token },
    'appointment-holds': { token },
    'display-messages': message,
    'display-pictures': { id: /[^/]+(?=\?)/.exec(shown.body.picture_url)?.[0] },
    invitations: (await clinic.make('/invitations', { email: 'asked@example.com', role: 'staff' })).invitation,
    account: (await clinic.ask('GET', '/account/sessions')).body.data[0],
    domains: await clinic.make('/domains', { host: 'queue.clinic.example' }),
    'support-access': await service.doors.transact({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
      grantSupport(tx, { operator: 'Ada <ada@platform.example>', reason: 'ticket 7', minutes: 60, role: 'viewer' }),
    ),
    'api-keys': (await clinic.make('/api-keys', { name: 'Till', scopes: ['queue.watch'] })).api_key,
  };
}

/** Of the day after tomorrow: far enough for everything that asks for time before it. */
async function freeStart({ ask, office, service: clinicService, provider }: Organization): Promise<string> {
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const query = `service_id=${clinicService.id}&office_id=${office.id}&from=${day}&to=${day}`;
  const { body } = await expectStatus(200, ask('GET', `/providers/${provider.id}/slots?${query}`));
  return body.data[0].starts_at;
}

/** A file of the kind that the route takes. */
function fileFor({ takes }: Route): { type: string; bytes: Buffer } {
  const type = takes?.types[0] ?? '';
  return type.startsWith('image/')
    ? { type: 'image/png', bytes: pictures.png(10, 10) }
    : { type, bytes: Buffer.from('x') };
}

function linkFor({ path }: Route, { id, trackingToken }: Organization): string {
  return further.get(id)?.[path.split('/')[1] ?? '']?.token ?? trackingToken;
}

function idFor(
  { path }: Route,
  { id, office, provider, service: clinicService, queue, counter, user, entry, device }: Organization,
): string {
  const one: Record<string, Json> = {
    offices: office,
    providers: provider,
    services: clinicService,
    queues: queue,
    counters: counter,
    users: user,
    entries: entry,
    devices: device,
    ...further.get(id),
  };
  return one[path.split('/')[1] ?? '']?.id ?? '';
}

/** What has to be asked for. */
function queryFor({ path }: Route, { office, service: clinicService }: Organization): string {
  if (!path.endsWith('/slots')) return '';
  const days = `?office_id=${office.id}&from=2100-01-01&to=2100-01-01`;
  return path.startsWith('/providers') ? `${days}&service_id=${clinicService.id}` : days;
}

function keysOf({ body }: Route): string[] {
  return body instanceof z.ZodObject ? Object.keys(body.shape) : [];
}

/** Fields that name something else. */
function referencesOf(route: Route): string[] {
  const body = bodyFor(route, null);
  return Object.keys(body).filter((key) => /_ids?$/.test(key) || key === 'offices');
}

/** A body that would be fine, with the ids of `organization`; null: only its shape. */
function bodyFor({ method, path }: Route, organization: Organization | null): Record<string, Json> {
  const ids = {
    office: organization?.office.id ?? '',
    provider: organization?.provider.id ?? '',
    service: organization?.service.id ?? '',
    queue: organization?.queue.id ?? '',
    counter: organization?.counter.id ?? '',
  };
  const bodies: Record<string, Record<string, Json>> = {
    'post /organizations': {
      name: 'Other',
      slug: 'other-clinic',
      time_zone: 'UTC',
      owner: { name: 'O', email: 'o@example.com', password: 'x'.repeat(12) },
    },
    // Refused, so that the organization is still there for the next question.
    'delete /organization': { confirm: 'another' },
    'patch /organization': { name: 'Renamed', time_zone: 'UTC', languages: ['en'] },
    'post /auth/login': { email: 'nobody@example.com', password: 'wrong password' },
    'post /auth/sign-in': { link_token: 'nothing' },
    'post /auth/refresh': { refresh_token: 'nothing' },
    'post /auth/logout': {},
    'put /account/password': { current_password: 'wrong password', password: PASSWORD },
    'put /account/otp': { otp: '000000' },
    'delete /account/otp': { password: 'wrong password' },
    'post /account/recovery-codes': { otp: '000000' },
    'post /users': {
      name: 'New',
      email: 'new@example.com',
      password: PASSWORD,
      role: 'staff',
      office_ids: [ids.office],
      queue_ids: [ids.queue],
    },
    'patch /users/:id': { name: 'Renamed', office_ids: [ids.office], queue_ids: [ids.queue] },
    'post /invitations': {
      email: 'invited@example.com',
      name: 'New',
      role: 'staff',
      office_ids: [ids.office],
      queue_ids: [ids.queue],
    },
    'post /auth/invitation': { invitation_token: 'nothing' },
    'post /auth/invitation/acceptance': { invitation_token: 'nothing', name: 'New', password: PASSWORD },
    'post /auth/password-reset': { email: 'nobody@example.com' },
    'post /auth/password': { reset_token: 'nothing', password: PASSWORD },
    'post /api-keys': { name: 'New', scopes: ['queue.watch'], expires_at: '2100-01-01T00:00:00Z' },
    'post /domains': { host: 'new.clinic.example' },
    'post /offices': { name: 'New', address: 'Street 1', time_zone: 'UTC' },
    'patch /offices/:id': { name: 'Renamed', time_zone: 'UTC' },
    'post /services': { name: 'New', description: 'x', duration_minutes: 10, price_cents: 100, currency: 'EUR' },
    'patch /services/:id': { name: 'Renamed' },
    'post /providers': { name: 'New', title: 'Dr.', offices: [{ id: ids.office }] },
    'patch /providers/:id': { name: 'Renamed', offices: [{ id: ids.office }] },
    'post /queues': {
      name: 'New',
      prefix: 'B',
      office_id: ids.office,
      provider_id: ids.provider,
      service_id: ids.service,
    },
    'patch /queues/:id': { name: 'Renamed', provider_id: ids.provider, service_id: ids.service },
    'put /queues/:id/pause': { reason: 'lunch' },
    'post /queues/:id/entries': {
      patient_name: 'New',
      phone: '+491701234567',
      email: 'p@example.com',
      language: 'de',
      note: 'x',
      priority: 'normal',
    },
    'post /queues/:id/calls': { counter_id: ids.counter },
    'post /counters': { name: 'Room 2', office_id: ids.office },
    'patch /counters/:id': { name: 'Renamed' },
    'put /counters/:id/session': { queue_ids: [ids.queue] },
    'post /entries/:id/calls': { counter_id: ids.counter, reason: 'late' },
    'post /entries/:id/completion': { outcome: 'done' },
    'post /entries/:id/return': { placement: 'first' },
    'delete /entries/:id/parking': { counter_id: ids.counter },
    'post /entries/:id/transfers': { queue_id: ids.queue },
    'put /entries/:id/position': { position: 1, reason: 'late' },
    'delete /entries/:id': { reason: 'went home' },
    'put /entries/:id/note': { note: 'x' },
    'post /display-messages': {
      name: 'New',
      texts: { en: 'x' },
      office_id: ids.office,
      queue_ids: [ids.queue],
      from_on: '2026-01-01',
    },
    'patch /display-messages/:id': { name: 'Renamed', queue_ids: [ids.queue] },
    'post /schedules': {
      provider_id: ids.provider,
      office_id: ids.office,
      effective_from: '2019-01-01',
      effective_until: '2019-12-31',
      hours: AROUND_THE_CLOCK,
    },
    'patch /schedules/:id': { effective_from: '2020-01-01' },
    'post /schedule-exceptions': {
      name: 'Leave',
      kind: 'closed',
      provider_id: ids.provider,
      office_id: ids.office,
      from_on: '2020-02-01',
      until_on: '2020-02-01',
    },
    'patch /schedule-exceptions/:id': { name: 'Renamed' },
    'post /appointment-holds': WANTED(ids),
    'post /appointments': { ...WANTED(ids), ...SOMEBODY },
    'post /appointment-series': { ...WANTED(ids), ...SOMEBODY, rule: 'FREQ=DAILY;COUNT=2', conflicts: 'refuse' },
    'put /appointments/:id/slot': { starts_at: '2100-01-01T09:00:00Z', scope: 'one' },
    'delete /appointments/:id': { reason: 'ill', scope: 'one' },
    'post /waitlist': {
      service_id: ids.service,
      office_id: ids.office,
      provider_id: ids.provider,
      wanted_from: '2100-01-01',
      wanted_until: '2100-01-02',
      wanted_from_time: '09:00',
      ...SOMEBODY,
    },
    'put /bookings/:token/slot': { starts_at: '2100-01-01T09:00:00Z' },
    'delete /bookings/:token': { reason: 'ill' },
    'put /bookings/:token/reminders': { reminders: true },
    'put /bookings/:token/push': { ...pushSubscription(), language: 'de' },
    'delete /bookings/:token/push': { endpoint: pushSubscription().endpoint },
    'post /bookings/:token/arrival': { premises_code: 'ABCDEF' },
    'post /check-ins': { code: 'ABCDEFGH' },
    'post /check-in-lookups': { code: 'ABCDEFGH' },
    'put /track/:token/push': { ...pushSubscription(), language: 'de' },
    'put /devices/self/report': { build: 'x', width: 1920, height: 1080, language: 'en', sound: 'on', error: null },
    'post /devices/pairing': {
      user_code: 'BCDF-GHJK',
      name: 'TV',
      kind: 'display',
      office_id: ids.office,
      queue_ids: [ids.queue],
    },
    'post /device-tokens': { device_code: 'nothing' },
    'patch /devices/:id': { name: 'Renamed', office_id: ids.office, queue_ids: [ids.queue] },
  };
  return bodies[`${method} ${path}`] ?? {};
}

/** A fingerprint of every row of every table, as nobody but the superuser may read them. */
/** All but what was tried: that is written down on purpose. */
async function everythingStored(): Promise<string> {
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'control') AND tablename <> 'security_log' ORDER BY 1`,
    );
    const prints: string[] = [];
    for (const { name } of rows) {
      const answer = await client.query<{ print: string }>(
        `SELECT concat(count(*), ' ', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))) AS print FROM ${name} t`,
      );
      prints.push(`${name} ${answer.rows[0]?.print}`);
    }
    return prints.join('\n');
  } finally {
    await client.end();
  }
}
