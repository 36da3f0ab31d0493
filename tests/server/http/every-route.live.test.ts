import { generateSync } from 'otplib';
import { makeSignInLink } from '../../../server/access/sign-in-link.ts';
import type { Feature } from '../../../models/vocabulary.ts';
import { grantSupport } from '../../../server/commands/support/grant-support.ts';
import type { Route } from '../../../server/http/route.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { type Answer, type Json, send, type Sent } from './client.ts';
import { pictures } from '../../support/pictures.ts';
import { pushSubscription } from '../../support/push-subscription.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization, PASSWORD } from './organization.ts';

/** A working day that comes past every route once. What each answers is exactly what it declares. */

let service: Service;
let clinic: Organization;
/** What stands in the DNS. */
let records: string[] = [];
const asked = new Set<Route>();
/** The ids of the requests that each route has answered in the clinic. */
const requests = new Map<Route, string[]>();

beforeAll(async () => {
  service = await openService({ txtRecords: async () => records });
  clinic = await openOrganization(service);
});

afterAll(async () => {
  await service?.close();
});

const routes = Object.values(ROUTES).flat();

/** Asks and holds the answer against the route's own schema. */
async function ask(
  method: string,
  path: string,
  { as, ...sent }: Omit<Sent, 'token'> & { as?: string | null } = {},
): Promise<Json> {
  const route = routeOf(method, path);
  const answer = await clinic.ask(method, path, { ...sent, ...(as !== undefined && { as }) });
  expectDeclared(route, answer);
  const isForAnybody = route.method === 'get' && as === null && !/^\/(track|bookings)/.test(route.path);
  expect(answer.headers.get('Cache-Control')).toBe(isForAnybody ? 'private, no-cache' : 'no-store');
  requests.set(route, [...(requests.get(route) ?? []), answer.headers.get('X-Request-Id') ?? '']);
  return answer.body;
}

function routeOf(method: string, path: string): Route {
  const found = routes.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path.split('?', 1)[0] ?? ''),
  );
  if (!found) throw new Error(`no route for ${method} ${path}`);
  return found;
}

function expectDeclared(route: Route, answer: Answer): void {
  asked.add(route);
  if (answer.status !== route.status) throw new Error(`${route.method} ${route.path}: ${answer.status} ${answer.text}`);
  // Nothing is said where nothing is declared: an empty answer has no JSON.
  expect(route.answer === null ? answer.text : route.answer.parse(answer.body)).toEqual(
    route.answer === null ? '' : answer.body,
  );
}

/** What the plan of a newcomer does not include. */
async function grant(feature: Feature): Promise<void> {
  await service.doors.transact({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
    tx.query({
      name: 'grant-feature',
      text: `UPDATE control.organizations SET features = features || jsonb_build_object($2::text, true) WHERE id = $1`,
      values: [clinic.id, feature],
    }),
  );
}

test('an organization signs up and is changed', async () => {
  const signedUp = await send(service.url, 'POST', '/api/v1/organizations', {
    body: {
      name: 'Second',
      slug: 'second-clinic',
      time_zone: 'UTC',
      owner: { name: 'O', email: 'O@Second.example', password: PASSWORD },
    },
  });
  expectDeclared(routeOf('POST', '/organizations'), signedUp);
  expect(signedUp.body.user.email).toBe('o@second.example');
  expect(signedUp.body.organization).toMatchObject({ status: 'trial', plan_type: 'trial', subdomain: 'second-clinic' });

  expect((await ask('GET', '/organization')).id).toBe(clinic.id);
  const changed = await ask('PATCH', '/organization', {
    body: { name: 'Renamed', languages: ['de', 'en'], branding: { primary_colour: '#112233' } },
  });
  expect(changed).toMatchObject({
    name: 'Renamed',
    revision: 2,
    branding: { primary_colour: '#112233', logo_url: null },
  });
  expect(await ask('GET', '/organization/branding', { as: null })).toMatchObject({
    name: 'Renamed',
    languages: ['de', 'en'],
  });
  expect(await ask('GET', '/organization/usage')).toMatchObject({ plan_type: 'trial' });
  expect(await ask('GET', '/organization/today')).toMatchObject({ all: { joined: 1 } });
});

test('an organization brings a host and a picture of its own', async () => {
  await grant('custom_domain');
  const domain = await ask('POST', '/domains', { body: { host: 'queue.every-route.example' } });
  records = [domain.record.value];
  expect((await ask('POST', `/domains/${domain.id}/verification`)).status).toBe('verified');
  expect((await ask('GET', `/domains/${domain.id}`)).host).toBe('queue.every-route.example');
  expect((await ask('GET', '/domains')).data).toHaveLength(1);
  await ask('DELETE', `/domains/${domain.id}`);

  const body = pictures.png(10, 10);
  const { logo_url: address } = await ask('PUT', '/organization/logo', {
    body,
    headers: { 'Content-Type': 'image/png' },
  });
  const shown = await send(service.url, 'GET', address);
  expect([shown.status, shown.headers.get('Content-Type')]).toEqual([200, 'image/png']);
  // A file, and no answer of the usual form.
  asked.add(routeOf('GET', '/organization/logo'));
  await ask('DELETE', '/organization/logo');
});

test('somebody looks after the own account', async () => {
  const email = `careful@${clinic.slug}.example`;
  const { id } = await clinic.make('/users', { name: 'Carla', email, password: PASSWORD, role: 'staff' });
  const signIn = (password: string, otp?: string) =>
    clinic.ask('POST', '/auth/login', { as: null, body: { email, password, ...(otp !== undefined && { otp }) } });
  const as: string = (await signIn(PASSWORD)).body.access_token;
  const { secret } = await ask('POST', '/account/otp', { as });
  const { recovery_codes: codes } = await ask('PUT', '/account/otp', { as, body: { otp: generateSync({ secret }) } });
  expect((await ask('POST', '/account/recovery-codes', { as, body: { otp: codes[0] } })).recovery_codes).toHaveLength(
    10,
  );
  expect(await ask('GET', '/account', { as })).toEqual({ otp: true, otp_demanded: false, recovery_codes_left: 10 });
  await ask('DELETE', '/account/otp', { as, body: { password: PASSWORD } });
  await ask('PUT', '/account/password', { as, body: { current_password: PASSWORD, password: `${PASSWORD} 2` } });
  await signIn(`${PASSWORD} 2`);
  const { data } = await ask('GET', '/account/sessions', { as });
  expect(data.map(({ current }: Json) => current)).toEqual([false, true]);
  await ask('POST', '/account/otp', { as });
  await ask('DELETE', `/account/sessions/${data[0].id}`, { as });
  await ask('DELETE', '/account/sessions', { as });
  await ask('DELETE', `/users/${id}/sessions`);
  await ask('DELETE', `/users/${id}/otp`);
});

test('people sign in', async () => {
  const begun = await ask('POST', '/auth/login', {
    as: null,
    body: { email: clinic.email.toUpperCase(), password: PASSWORD },
  });
  const renewed = await ask('POST', '/auth/refresh', { as: null, body: { refresh_token: begun.refresh_token } });
  expect(await ask('GET', '/auth/me', { as: renewed.access_token })).toMatchObject({
    email: clinic.email,
    role: 'owner',
    organization: { slug: clinic.slug },
  });
  await ask('POST', '/auth/logout', { as: renewed.access_token });
  const link = makeSignInLink(service.access.keys, { organizationId: clinic.id, userId: clinic.user.id, seconds: 60 });
  expect((await ask('POST', '/auth/sign-in', { as: null, body: { link_token: link } })).user.id).toBe(clinic.user.id);
});

test('people are let in and out', async () => {
  const made = await ask('POST', '/users', {
    body: { name: 'Mia', email: 'Mia@example.com', password: PASSWORD, role: 'manager' },
  });
  expect((await ask('GET', `/users/${made.id}`)).email).toBe('mia@example.com');
  expect((await ask('PATCH', `/users/${made.id}`, { body: { role: 'staff' } })).role).toBe('staff');
  await ask('DELETE', `/users/${made.id}`);
  expect((await ask('GET', '/users?active=false')).data.map(({ id }: Json) => id)).toEqual([made.id]);
});

test('people are invited, and get a new password when they lost theirs', async () => {
  const body = { email: 'Ina@example.com', name: 'Ina', role: 'staff', queue_ids: [clinic.queue.id] };
  const { invitation } = await ask('POST', '/invitations', { body });
  expect(invitation).toMatchObject({ email: 'ina@example.com', queue_ids: [clinic.queue.id] });
  const { link } = await ask('POST', `/invitations/${invitation.id}/link`);
  const invitation_token = link.split('#invitation=')[1];
  expect((await ask('POST', '/auth/invitation', { as: null, body: { invitation_token } })).role).toBe('staff');
  const acceptance = { invitation_token, name: 'Ina', password: PASSWORD };
  const { user } = await ask('POST', '/auth/invitation/acceptance', { as: null, body: acceptance });
  const revoked = await ask('POST', '/invitations', { body: { email: 'nobody@example.com', role: 'viewer' } });
  await ask('DELETE', `/invitations/${revoked.invitation.id}`);
  expect((await ask('GET', '/invitations')).data).toMatchObject([{ id: invitation.id }, { id: revoked.invitation.id }]);

  expect(await ask('POST', '/auth/password-reset', { as: null, body: { email: user.email } })).toEqual({});
  await service.settled();
  const reset = await ask('POST', `/users/${user.id}/password-reset`);
  const reset_token = reset.link.split('#reset=')[1];
  await ask('POST', '/auth/password', { as: null, body: { reset_token, password: 'a walrus reads the newspaper' } });
  await ask('DELETE', `/users/${user.id}`);
});

test('programs get keys of their own', async () => {
  const body = { name: 'Till', scopes: ['queue.watch'] };
  expect((await clinic.ask('POST', '/api-keys', { body })).body.code).toBe('feature_not_in_plan');
  await grant('api_keys');
  const { api_key: made, key } = await ask('POST', '/api-keys', { body });
  await ask('GET', `/queues/${clinic.queue.id}/board`, { as: key });
  expect((await ask('GET', '/api-keys')).data[0].last_used_at).not.toBeNull();
  expect((await ask('GET', `/api-keys/${made.id}`)).scopes).toEqual(['queue.watch']);
  await ask('DELETE', `/api-keys/${made.id}`);
});

test('offices, services and providers come and go', async () => {
  const office = await ask('POST', '/offices', { body: { name: 'Second Street', address: 'Second Street 2' } });
  expect(office.time_zone).toBe('Europe/Berlin');
  const service2 = await ask('POST', '/services', {
    body: { name: 'X-ray', duration_minutes: 10, price_cents: 4000, currency: 'EUR' },
  });
  const provider = await ask('POST', '/providers', {
    body: { name: 'Dr. Who', offices: [{ id: clinic.office.id }, { id: office.id, is_primary: true }] },
  });
  expect(provider.offices).toEqual([
    { id: office.id, name: 'Second Street', address: 'Second Street 2', is_primary: true },
    { id: clinic.office.id, name: 'Main Street', address: null, is_primary: false },
  ]);
  expect(
    (await ask('PATCH', `/offices/${office.id}`, { body: { address: null, time_zone: 'Asia/Tokyo' } })).address,
  ).toBeNull();
  expect(
    (await ask('PATCH', `/services/${service2.id}`, { body: { price_cents: null, currency: null } })).currency,
  ).toBeNull();
  expect(
    (await ask('PATCH', `/providers/${provider.id}`, { body: { offices: [{ id: office.id }] } })).offices,
  ).toHaveLength(1);
  expect((await ask('GET', `/offices/${office.id}`)).time_zone).toBe('Asia/Tokyo');
  expect((await ask('POST', `/offices/${office.id}/premises-codes`)).premises_code).not.toBe(office.premises_code);
  expect((await ask('GET', `/services/${service2.id}`)).price_cents).toBeNull();
  expect((await ask('GET', `/providers/${provider.id}`)).offices[0].id).toBe(office.id);
  expect((await ask('GET', '/offices')).data).toHaveLength(2);
  expect((await ask('GET', '/services')).data).toHaveLength(2);
  expect((await ask('GET', '/providers')).data).toHaveLength(2);
  await ask('DELETE', `/providers/${provider.id}`);
  await ask('DELETE', `/services/${service2.id}`);
  await ask('DELETE', `/offices/${office.id}`);
  expect((await ask('GET', '/offices')).data).toHaveLength(1);
});

test('queues and counters come, change, open, close and go', async () => {
  const queue = await ask('POST', '/queues', {
    body: { name: 'Blood', prefix: 'B', office_id: clinic.office.id, policy: { grace: 5 } },
  });
  expect(queue.policy).toMatchObject({ grace: 5, restore: 60 });
  expect(
    (await ask('PATCH', `/queues/${queue.id}`, { body: { name: 'Blood test', policy: { restore: 30 } } })).policy,
  ).toMatchObject({ grace: 5, restore: 30 });
  expect((await ask('PUT', `/queues/${queue.id}/pause`, { body: { reason: 'lunch' } })).status_reason).toBe('lunch');
  await ask('DELETE', `/queues/${queue.id}/pause`);
  await ask('DELETE', `/queues/${queue.id}/opening`);
  expect((await ask('GET', `/queues/${queue.id}`)).status).toBe('closed');
  expect((await ask('PUT', `/queues/${queue.id}/opening`)).status).toBe('open');
  expect((await ask('GET', '/queues')).data).toHaveLength(2);

  const counter = await ask('POST', '/counters', { body: { name: 'Room 2', office_id: clinic.office.id } });
  expect((await ask('PATCH', `/counters/${counter.id}`, { body: { name: 'Room 3' } })).name).toBe('Room 3');
  const session = { queue_ids: [queue.id], state: 'paused', reason: 'coffee' };
  expect((await ask('PUT', `/counters/${counter.id}/session`, { body: session })).session).toMatchObject(session);
  expect((await ask('GET', `/counters/${counter.id}`)).session.state).toBe('paused');
  await ask('DELETE', `/counters/${counter.id}/session`);
  expect((await ask('GET', '/counters')).data).toHaveLength(2);
  await ask('DELETE', `/counters/${counter.id}`);
  await ask('DELETE', `/queues/${queue.id}`);
  // Both have a history, so they are still there.
  expect((await ask('GET', '/queues?active=false')).data[0].id).toBe(queue.id);
  expect((await ask('GET', `/counters/${counter.id}`)).active).toBe(false);
});

test('a screen is paired, changed and revoked', async () => {
  const code = await ask('POST', '/device-codes', { as: null });
  expect(code.user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
  const paired = await ask('POST', '/devices/pairing', {
    body: {
      user_code: code.user_code.toLowerCase().replace('-', ' '),
      name: 'TV',
      kind: 'display',
      office_id: clinic.office.id,
      queue_ids: [clinic.queue.id],
    },
  });
  const { device_token: token, device } = await ask('POST', '/device-tokens', {
    as: null,
    body: { device_code: code.device_code },
  });
  expect(device.id).toBe(paired.id);
  expect((await ask('GET', '/devices/self', { as: token })).name).toBe('TV');
  const report = { build: 'b1', width: 1920, height: 1080, language: 'en', sound: 'on', error: null };
  expect((await ask('PUT', '/devices/self/report', { as: token, body: report })).online).toBe(true);
  expect((await ask('POST', `/devices/${device.id}/reloads`)).reloads).toBe(1);
  expect((await ask('GET', '/devices')).data).toHaveLength(2);
  expect((await ask('PATCH', `/devices/${device.id}`, { body: { name: 'TV 2', queue_ids: [] } })).queue_ids).toEqual(
    [],
  );
  expect((await ask('GET', `/devices/${device.id}`)).name).toBe('TV 2');
  await ask('DELETE', `/devices/${device.id}`);
  expect((await ask('GET', `/devices/${device.id}`)).revoked_at).not.toBeNull();
  expect(service.ended.at(-1)).toEqual({ how: 'revoke', who: { kind: 'device', id: device.id } });
});

test('a message is written for the displays, gets a picture, and goes', async () => {
  const message = await ask('POST', '/display-messages', { body: { name: 'Flu', texts: { en: 'Get vaccinated' } } });
  expect((await ask('PATCH', `/display-messages/${message.id}`, { body: { position: 1 } })).position).toBe(1);
  const headers = { 'Content-Type': 'image/png' };
  const picture = `/display-messages/${message.id}/picture`;
  const { picture_url: address } = await ask('PUT', picture, { body: pictures.png(10, 10), headers });
  const shown = await send(service.url, 'GET', address);
  expect([shown.status, shown.headers.get('Content-Type')]).toEqual([200, 'image/png']);
  asked.add(routeOf('GET', '/display-pictures/x'));
  expect((await ask('GET', '/display-messages')).data).toHaveLength(1);
  expect((await ask('GET', `/display-messages/${message.id}`)).picture_url).toBe(address);
  expect((await ask('GET', '/devices/self/messages', { as: clinic.deviceToken })).data).toHaveLength(1);
  await ask('DELETE', picture);
  await ask('DELETE', `/display-messages/${message.id}`);
});

test('whoever passes by is sent away from a queue that is for them no more, once', async () => {
  const { id } = await clinic.make('/queues', {
    name: 'Open',
    prefix: 'O',
    office_id: clinic.office.id,
    public_join: true,
  });
  const asked = async (body: object) => {
    const before = service.ended.length;
    await ask('PATCH', `/queues/${id}`, { body });
    return service.ended.slice(before);
  };
  expect(await asked({ name: 'Open door', public_join: true })).toEqual([]);
  const sentAway = [{ how: 'readmit', who: { kind: 'public', id: null } }];
  expect(await asked({ public_join: false })).toEqual(sentAway);
  expect(await asked({ public_join: false })).toEqual([]);
  expect(await asked({ public_join: true })).toEqual([]);
  expect(await asked({ active: false })).toEqual(sentAway);
  expect(await asked({ public_join: false })).toEqual([]);
  expect(await asked({ public_join: true, active: true })).toEqual([]);
  const before = service.ended.length;
  await ask('DELETE', `/queues/${id}`);
  expect(service.ended.slice(before)).toEqual(sentAway);
});

test('people wait, are called, served, parked, transferred, and give up', async () => {
  const { queue, counter, staff } = clinic;
  const other = await clinic.make('/queues', { name: 'Eyes', prefix: 'E', office_id: clinic.office.id });
  expect((await ask('GET', '/queues/joinable', { as: clinic.deviceToken })).data).toMatchObject([
    { id: queue.id, waiting: 1, wait: null },
  ]);
  const join = async (body = {}) => ask('POST', `/queues/${queue.id}/entries`, { as: clinic.deviceToken, body });
  const people = [await join({ language: 'de' }), await join(), await join(), await join()];
  expect(people.map(({ entry }) => entry.ticket_number)).toEqual(['A002', 'A003', 'A004', 'A005']);
  expect(people[0].tracking_url).toBe(`${service.url}/o/${clinic.slug}/t/${people[0].tracking_token}`);

  const called = await ask('POST', `/queues/${queue.id}/calls`, { as: staff, body: { counter_id: counter.id } });
  expect(called).toMatchObject({ call_seq: 1, entry: { id: clinic.entry.id, status: 'called', counter: 'Room 1' } });
  const of = (move: string) => `/entries/${clinic.entry.id}/${move}`;
  expect((await ask('GET', of('why'), { as: staff })).sentence).toContain('A001');
  await ask('POST', of('no-show'), { as: staff });
  await ask('POST', of('undo'), { as: staff });
  await ask('POST', of('service'), { as: staff });
  await ask('POST', of('parking'), { as: staff });
  await ask('DELETE', of('parking'), { as: staff, body: { counter_id: counter.id } });
  expect((await ask('POST', of('completion'), { as: staff, body: { outcome: 'well' } })).entry.status).toBe('served');

  const [first, second, third, fourth] = people.map(({ entry, tracking_token }) => ({
    id: entry.id,
    track: `/track/${tracking_token}`,
  }));
  if (!first || !second || !third || !fourth) throw new Error('four people have joined');
  await ask('POST', `/entries/${third.id}/calls`, { as: staff, body: { counter_id: counter.id, reason: 'in pain' } });
  await ask('POST', `/entries/${third.id}/return`, { as: staff, body: { placement: 'first' } });
  expect(
    (await ask('PUT', `/entries/${third.id}/note`, { as: staff, body: { note: 'needs a wheelchair' } })).entry.note,
  ).toBe('needs a wheelchair');
  expect(
    (await ask('PUT', `/entries/${third.id}/position`, { as: staff, body: { position: 2, reason: 'better' } })).entry
      .position,
  ).toBe(2);
  expect((await ask('POST', `${first.track}/snooze`, { as: null })).position).toBeGreaterThan(1);
  const transferred = await ask('POST', `/entries/${first.id}/transfers`, { as: staff, body: { queue_id: other.id } });
  expect(transferred.transferred_to).toMatchObject({ ticket_number: 'A002', queue_id: other.id });
  const moved = await ask('GET', first.track, { as: null });
  expect(moved.status).toBe('transferred');
  expect((await ask('GET', `/track/${moved.next_token}`, { as: null })).queue).toBe('Eyes');

  await ask('PUT', `${second.track}/push`, { as: null, body: { ...pushSubscription(), language: 'de' } });
  expect((await ask('DELETE', second.track, { as: null })).status).toBe('left');
  expect(
    (await ask('DELETE', `/entries/${fourth.id}`, { as: staff, body: { reason: 'went home' } })).entry.status,
  ).toBe('cancelled');
  await ask('POST', `/queues/${queue.id}/calls`, { as: staff, body: { counter_id: counter.id } });
  expect((await ask('POST', `${third.track}/return`, { as: null })).returns_left).toBe(0);
  await ask('POST', `/queues/${queue.id}/calls`, { as: staff, body: { counter_id: counter.id } });
  expect(await ask('POST', `${third.track}/coming`, { as: null })).toMatchObject({ status: 'called', coming: true });
  expect((await ask('POST', `${third.track}/arrival`, { as: null })).status).toBe('serving');

  const board = await ask('GET', `/queues/${queue.id}/board`, { as: staff });
  expect(board.entries).toMatchObject([{ ticket_number: 'A004', status: 'serving', counter_id: counter.id }]);
  const publicly = await ask('GET', `/queues/${queue.id}/board`, { as: clinic.deviceToken });
  expect(publicly.version).toBe(board.version);
  expect(publicly.entries[0]).not.toHaveProperty('id');
  await ask('POST', `/entries/${third.id}/completion`, { as: staff });
});

test('a called person is announced again after a little while', async () => {
  const queue = await clinic.make('/queues', {
    name: 'Quick',
    prefix: 'Q',
    office_id: clinic.office.id,
    policy: { recall_pause: 0 },
  });
  const counter = await clinic.make('/counters', { name: 'Desk', office_id: clinic.office.id });
  await ask('PUT', `/counters/${counter.id}/session`, { body: { queue_ids: [queue.id] } });
  const { entry } = await ask('POST', `/queues/${queue.id}/entries`, { body: {} });
  await ask('POST', `/queues/${queue.id}/calls`, { body: { counter_id: counter.id } });
  expect((await ask('POST', `/entries/${entry.id}/recalls`)).entry.recalls).toBe(1);
});

test('a booked time is put into calendars, and nobody is reminded of it any more', async () => {
  const visit = await clinic.make('/services', { name: 'Visit', duration_minutes: 30 });
  const doctor = await clinic.make('/providers', {
    ...{ name: 'Dr. Told', offices: [{ id: clinic.office.id }], service_ids: [visit.id] },
  });
  await clinic.make('/schedules', {
    ...{ provider_id: doctor.id, office_id: clinic.office.id, effective_from: '2020-01-01' },
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' })),
  });
  const starts_at = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000).toISOString();
  const { appointment, booking_token } = await clinic.make('/appointments', {
    ...{ service_id: visit.id, office_id: clinic.office.id, provider_id: doctor.id, starts_at },
    ...{ patient_name: 'Told Canary', email: 'told@home.example' },
  });
  expect(await ask('GET', `/appointments/${appointment.id}/messages`)).toEqual({ data: [] });
  const own = `/bookings/${booking_token}`;
  await ask('PUT', `${own}/reminders`, { as: null, body: { reminders: true } });
  const browser = pushSubscription();
  await ask('PUT', `${own}/push`, { as: null, body: { ...browser, language: 'en' } });
  await ask('DELETE', `${own}/push`, { as: null, body: { endpoint: browser.endpoint } });
  await ask('POST', `${own}/unsubscription`, {
    ...{ as: null, body: 'List-Unsubscribe=One-Click' },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  const { url } = await ask('POST', `/providers/${doctor.id}/calendar-feed`);
  // Calendars, and no answers of the usual form.
  for (const path of [`${own}/calendar.ics`, new URL(url).pathname.replace(/.*\/api\/v1/, '')]) {
    const file = await clinic.ask('GET', path, { as: null });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    asked.add(routeOf('GET', path));
  }
  await ask('DELETE', `/providers/${doctor.id}/calendar-feed`);
});

test('hours are made, times are booked, moved and given back, and somebody waits for one', async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
  const booking = { online: true, notice: 0, early_from: 1440 };
  const office = await clinic.make('/offices', { name: 'Across', time_zone: zoneWithMorning() });
  const visit = await clinic.make('/services', { name: 'Talk', duration_minutes: 30, booking });
  const doctor = await clinic.make('/providers', {
    ...{ name: 'Dr. Due', offices: [{ id: office.id }], service_ids: [visit.id] },
  });
  const place = { provider_id: doctor.id, office_id: office.id };
  const schedule = await ask('POST', '/schedules', { body: { ...place, effective_from: '2020-01-01', hours } });
  expect((await ask('GET', '/schedules')).data.map(({ id }: { id: string }) => id)).toContain(schedule.id);
  await ask('PATCH', `/schedules/${schedule.id}`, { body: { effective_from: '2020-01-02' } });
  expect((await ask('GET', `/schedules/${schedule.id}`)).effective_from).toBe('2020-01-02');
  const leave = await ask('POST', '/schedule-exceptions', {
    body: { name: 'Leave', kind: 'closed', provider_id: doctor.id, from_on: '2020-02-01', until_on: '2020-02-02' },
  });
  await ask('PATCH', `/schedule-exceptions/${leave.id}`, { body: { name: 'Away' } });
  expect((await ask('GET', `/schedule-exceptions/${leave.id}`)).name).toBe('Away');
  expect((await ask('GET', '/schedule-exceptions')).data).toHaveLength(1);
  await ask('DELETE', `/schedule-exceptions/${leave.id}`);
  const holidays = await ask('POST', `/offices/${office.id}/holidays`, {
    ...{ body: HOLIDAYS, headers: { 'Content-Type': 'text/calendar' } },
  });
  expect(holidays).toMatchObject({ added: 1, skipped: [] });

  expect((await ask('GET', '/booking', { as: null })).services).toMatchObject([{ name: 'Talk' }]);
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const within = `office_id=${office.id}&from=${day(0)}&to=${day(5)}`;
  const { data: free } = await ask('GET', `/services/${visit.id}/slots?${within}`, { as: null });
  const ofDoctor = `/providers/${doctor.id}/slots?${within}&service_id=${visit.id}`;
  expect((await ask('GET', ofDoctor)).data).toEqual(free);
  const slot = (index: number) => ({ ...place, service_id: visit.id, starts_at: free[index].starts_at });
  const person = { patient_name: 'Booked Canary', phone: '+49 30 111222' };

  const dropped = await ask('POST', '/appointment-holds', { as: null, body: slot(10) });
  await ask('DELETE', `/appointment-holds/${dropped.hold_token}`, { as: null });
  const { hold_token } = await ask('POST', '/appointment-holds', { as: null, body: slot(11) });
  const online = await ask('POST', '/appointments', { as: null, body: { hold_token, ...person } });
  const own = `/bookings/${online.booking_token}`;
  expect(await ask('GET', own, { as: null })).toMatchObject({ status: 'booked', patient_name: null });
  await ask('PUT', `${own}/slot`, { as: null, body: { starts_at: slot(12).starts_at } });
  await ask('DELETE', own, { as: null, body: {} });

  const { appointment } = await ask('POST', '/appointments', { body: { ...slot(0), ...person } });
  expect((await ask('GET', `/appointments/${appointment.id}`)).patient_name).toBe('Booked Canary');
  const moved = await ask('PUT', `/appointments/${appointment.id}/slot`, { body: { starts_at: slot(1).starts_at } });
  const listed = await ask('GET', `/appointments?office_id=${office.id}&from=${day(-1)}&to=${day(5)}&status=booked`);
  expect(listed.data.map(({ id }: { id: string }) => id)).toEqual([moved.id]);
  await clinic.make('/queues', { name: 'Talks', prefix: 'T', office_id: office.id, provider_id: doctor.id });
  const here = await ask('POST', `/appointments/${moved.id}/check-in`);
  expect(here).toMatchObject({ appointment: { status: 'checked_in' }, entry: { ticket_number: 'T001' } });

  const late = await clinic.make('/appointments', { ...slot(2), patient_name: 'Late Canary' });
  await ask('POST', `/appointments/${late.appointment.id}/no-show`);
  const kiosk = (await pairAt(office.id)).device_token;
  const early = await clinic.make('/appointments', { ...slot(3), patient_name: 'Early Canary' });
  const shown = { as: kiosk, body: { code: early.appointment.code } };
  expect(await ask('POST', '/check-in-lookups', shown)).toMatchObject({ state: 'ready' });
  expect((await ask('POST', '/check-ins', shown)).entry.ticket_number).toBe('T002');
  const near = await clinic.make('/appointments', { ...slot(4), patient_name: 'Near Canary' });
  expect(await ask('POST', `/bookings/${near.booking_token}/arrival`, { as: null, body: {} })).toMatchObject({
    status: 'arrived',
  });

  const series = await ask('POST', '/appointment-series', {
    body: { ...slot(20), patient_name: 'Weekly Canary', rule: 'FREQ=WEEKLY;COUNT=2' },
  });
  expect(series.booked).toHaveLength(2);
  const wish = { ...place, service_id: visit.id, wanted_from: day(0), wanted_until: day(30), ...person };
  const first = await ask('POST', '/waitlist', { as: null, body: wish });
  const second = await ask('POST', '/waitlist', { body: { ...wish, patient_name: 'Second Canary' } });
  expect((await ask('GET', '/waitlist')).data).toHaveLength(2);
  // Given back, it goes to the first, who does not want it, and then to the second.
  await ask('DELETE', `/appointments/${series.booked[0].appointment.id}`, { body: { reason: 'ill' } });
  await ask('POST', `/bookings/${first.booking_token}/refusal`, { as: null });
  await ask('POST', `/bookings/${second.booking_token}/acceptance`, { as: null });
  expect(await ask('GET', '/waitlist/figures')).toMatchObject({ waiting: 1, backfilled: 1, minutes_recovered: 30 });
  const empty = await clinic.make('/schedules', {
    ...{ ...place, effective_from: '2019-01-01', effective_until: '2019-12-31' },
    hours,
  });
  await ask('DELETE', `/schedules/${empty.id}`);
});

/** A day of the coming year. */
const inSpring = `${new Date().getUTCFullYear() + 1}0301`;
const HOLIDAYS = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VEVENT', 'UID:day@test', 'SUMMARY:Day off'],
  ...['DTSTAMP:20200101T000000Z', `DTSTART;VALUE=DATE:${inSpring}`, 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

/** Whatever the clock says here, there is half a day left there. */
function zoneWithMorning(): string {
  const ahead = 8 - new Date().getUTCHours();
  // POSIX counts them the other way round.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function pairAt(officeId: string): Promise<Json> {
  const queues = (await clinic.ask('GET', `/queues?office_id=${officeId}`)).body.data;
  const code = (await clinic.ask('POST', '/device-codes', { as: null })).body;
  await clinic.make('/devices/pairing', {
    ...{ user_code: code.user_code, name: 'Door', kind: 'kiosk', office_id: officeId, queue_ids: [queues[0].id] },
  });
  return (await clinic.ask('POST', '/device-tokens', { as: null, body: { device_code: code.device_code } })).body;
}

test('a person is forgotten', async () => {
  expect(await ask('POST', '/patients/erasures', { body: { phone: '+49 30 5555' } })).toEqual({
    entries: 0,
    appointments: 0,
  });
});

test('an owner reads what was changed and who tried what', async () => {
  expect((await ask('GET', '/audit-log?action=office.')).data[0].action).toMatch(/^office\./);
  expect((await ask('GET', '/security-log')).next_cursor).toBeNull();
});

/** What leaves no line in the audit log, and where it is written down instead. */
const UNAUDITED: readonly (readonly [reason: string, routes: RegExp])[] = [
  [
    'every move of an entry is an event of its queue, with who and why',
    /^(post|put|delete) \/(entries|queues\/:id\/(entries|calls)|track)\b/,
  ],
  [
    'signing in and out is seen in the list of sessions, failures in the security log',
    /^post \/auth\/(login|sign-in|refresh|logout|invitation|password-reset)$/,
  ],
  [
    'a counter that opens is an event of its queues; who sat there is kept with the session',
    /^(put|delete) \/counters\/:id\/session/,
  ],
  [
    'every move of an appointment is an event of it, with who; a look at the entrance changes nothing',
    /^(post|put|delete) \/(appointments|appointment-holds|appointment-series|waitlist|check-ins|check-in-lookups)\b/,
  ],
  [
    'what a person does with the own booking is an event of it, or a wish of their own',
    /^(post|put|delete) \/bookings\//,
  ],
  ['a screen says how it is; what is done about it is audited', /^put \/devices\/self\/report$/],
  ['nothing belongs to anybody yet; the pairing itself is audited', /^post \/device-(codes|tokens)/],
  ['there was no organization before; what it was made with is its own beginning', /^post \/organizations$/],
];

test('whoever changes something stands in the audit log once, and nobody who does not', async () => {
  const { data } = await ask('GET', '/audit-log?limit=200');
  const lines = (id: string) => data.filter(({ request_id }: Json) => request_id === id).length;
  const wrong: string[] = [];
  for (const [{ method, path }, ids] of requests) {
    const silent = method === 'get' || UNAUDITED.some(([, exempt]) => exempt.test(`${method} ${path}`));
    const told = ids.map(lines);
    if (told.some((count) => count !== (silent ? 0 : 1))) wrong.push(`${method} ${path}: ${told.join(', ')} lines`);
  }
  expect(wrong).toEqual([]);
});

test('somebody of the platform is let in and sent out', async () => {
  const support = { operator: 'Ada <ada@platform.example>', reason: 'ticket 7', minutes: 5, role: 'viewer' } as const;
  const { id } = await service.doors.transact({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
    grantSupport(tx, support),
  );
  expect((await ask('GET', '/support-access')).data).toMatchObject([{ id, role: 'viewer' }]);
  expect((await ask('GET', '/support-access/present')).data).toHaveLength(1);
  await ask('DELETE', `/support-access/${id}`);
});

test('an organization takes everything home and closes', async () => {
  const leaving = await openOrganization(service);
  expect((await leaving.ask('GET', '/organization/export')).status).toBe(200);
  // Lines of JSON, and no answer of the usual form.
  asked.add(routeOf('GET', '/organization/export'));
  const closed = await leaving.ask('DELETE', '/organization', { body: { confirm: leaving.slug } });
  expectDeclared(routeOf('DELETE', '/organization'), closed);
});

test('no route was left out', () => {
  expect(routes.filter((route) => !asked.has(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('nothing surprised the service', () => {
  expect(service.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
