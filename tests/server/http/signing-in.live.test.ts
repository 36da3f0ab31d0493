import { setTimeout as pause } from 'node:timers/promises';
import { makeSignInLink } from '../../../server/access/sign-in-link.ts';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** The service's clock stands where the test puts it; the database's own goes on. */
let ahead = 0;
let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService({
    clock: () => new Date(Date.now() + ahead),
    limits: { login: { points: 5, seconds: 60 } },
  });
  clinic = await openOrganization(service);
});
beforeEach(() => {
  ahead = 0;
});
afterAll(async () => {
  await service?.close();
});

const login = async (body: object = { email: clinic.email, password: PASSWORD }) =>
  clinic.ask('POST', '/auth/login', { as: null, body });
const renew = async (refreshToken: string) =>
  clinic.ask('POST', '/auth/refresh', { as: null, body: { refresh_token: refreshToken } });
const me = async (token: string) => (await clinic.ask('GET', '/auth/me', { as: token })).status;

/** A sign-in is known for two seconds before the database is asked again. */
const soon = () => pause(2_100);

test('a wrong password and an unknown address are refused alike', async () => {
  const wrong = await login({ email: clinic.email, password: 'something else entirely' });
  const unknown = await login({ email: `x${clinic.email}`, password: 'something else entirely' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
  expect(wrong.text.replace(wrong.body.request_id, '')).toBe(unknown.text.replace(unknown.body.request_id, ''));
});

test('the same address in another organization is another account', async () => {
  const other = await openOrganization(service);
  const answer = await send(service.url, 'POST', '/api/v1/auth/login', {
    body: { email: clinic.email, password: PASSWORD },
    headers: { 'X-Tenant-ID': other.slug },
  });
  expect(answer.body.code).toBe('wrong_credentials');
});

test('guessing ends soon, whoever knows the password begins anew', async () => {
  const guess = async (email: string) => (await login({ email, password: 'wrong wrong wrong' })).status;
  const email = `guessed@${clinic.slug}.example`;
  await clinic.make('/users', { name: 'G', email, password: PASSWORD, role: 'staff' });
  for (let n = 0; n < 4; n++) expect(await guess(email)).toBe(401);
  await expectStatus(200, login({ email, password: PASSWORD }));
  for (let n = 0; n < 5; n++) expect(await guess(email)).toBe(401);
  const tooMany = await login({ email, password: PASSWORD });
  expect([tooMany.status, tooMany.body.code]).toEqual([429, 'too_many_requests']);
  expect(Number(tooMany.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(tooMany.headers.get('RateLimit-Policy')).toBe('"login";q=5;w=60');
  // Somebody else at the same desk is not concerned.
  expect((await login()).status).toBe(200);
});

describe('a refresh token', () => {
  test('is replaced by each use', async () => {
    const first = (await login()).body;
    const second = (await expectStatus(200, renew(first.refresh_token))).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const third = (await expectStatus(200, renew(second.refresh_token))).body;
    expect(await me(third.access_token)).toBe(200);
  });

  test('that was just replaced is taken once more: the answer may have been lost', async () => {
    const first = (await login()).body;
    await expectStatus(200, renew(first.refresh_token));
    ahead = 15_000;
    const again = (await expectStatus(200, renew(first.refresh_token))).body;
    await expectStatus(200, renew(again.refresh_token));
  });

  test('may be used by two windows at once', async () => {
    const first = (await login()).body;
    const answers = await Promise.all([
      renew(first.refresh_token),
      renew(first.refresh_token),
      renew(first.refresh_token),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('used long after it was replaced ends the whole sign-in', async () => {
    const first = (await login()).body;
    const second = (await renew(first.refresh_token)).body;
    ahead = 21_000;
    expect((await renew(first.refresh_token)).body.code).toBe('unauthenticated');
    expect((await renew(second.refresh_token)).body.code).toBe('unauthenticated');
    await soon();
    expect(await me(second.access_token)).toBe(401);
    expect(service.ended.at(-1)).toMatchObject({ how: 'readmit', who: { kind: 'user' } });
  });

  test('older than the previous one ends the whole sign-in, also within the seconds of grace', async () => {
    const first = (await login()).body;
    const second = (await renew(first.refresh_token)).body;
    const third = (await renew(second.refresh_token)).body;
    expect((await renew(first.refresh_token)).status).toBe(401);
    expect((await renew(third.refresh_token)).status).toBe(401);
  });

  test('ends after a month without use', async () => {
    const first = (await login()).body;
    ahead = 31 * 86_400_000;
    expect((await renew(first.refresh_token)).body.code).toBe('token_expired');
  });

  test('ends after three months, however often it was used', async () => {
    let token: string = (await login()).body.refresh_token;
    for (const days of [29, 58, 87]) {
      ahead = days * 86_400_000;
      token = (await expectStatus(200, renew(token))).body.refresh_token;
    }
    ahead = 91 * 86_400_000;
    expect((await renew(token)).body.code).toBe('token_expired');
  });

  test('of another organization, of nobody, or of another kind is refused', async () => {
    const other = await openOrganization(service);
    expect((await renew(other.signedUp.refresh_token)).body.code).toBe('wrong_organization');
    expect((await renew('nothing')).body.code).toBe('unauthenticated');
    expect((await renew(clinic.deviceToken)).body.code).toBe('unauthenticated');
    expect((await clinic.ask('POST', '/auth/refresh', { as: null, body: {} })).body.code).toBe('unauthenticated');
  });
});

test('a browser keeps the refresh token in a cookie that no script can read', async () => {
  const begun = await login();
  const cookie = begun.headers.get('Set-Cookie') ?? '';
  expect(cookie).toMatch(
    new RegExp(`^refresh-${clinic.slug}=rft_[\\w-]+; Max-Age=2592000; Path=/; Expires=.*; HttpOnly; SameSite=Strict$`),
  );
  const pair = cookie.split(';', 1)[0] ?? '';
  const renewed = await clinic.ask('POST', '/auth/refresh', {
    as: null,
    body: {},
    headers: { Cookie: `other=1; ${pair}` },
  });
  expect(renewed.status).toBe(200);
  const next = (renewed.headers.get('Set-Cookie') ?? '').split(';', 1)[0] ?? '';
  expect(next).not.toBe(pair);
  const out = await clinic.ask('POST', '/auth/logout', { as: null, headers: { Cookie: next } });
  expect(out.status).toBe(204);
  expect(out.headers.get('Set-Cookie')).toContain(`refresh-${clinic.slug}=; Path=/; Expires=Thu, 01 Jan 1970`);
  expect((await clinic.ask('POST', '/auth/refresh', { as: null, body: {}, headers: { Cookie: next } })).status).toBe(
    401,
  );
});

test('behind a proxy with TLS the cookie is bound to the host', async () => {
  const proxied = await openService({ trustedProxies: ['loopback'] });
  try {
    const other = await openOrganization(proxied);
    const begun = await other.ask('POST', '/auth/login', {
      as: null,
      body: { email: other.email, password: PASSWORD },
      headers: { 'X-Forwarded-Proto': 'https' },
    });
    expect(begun.headers.get('Set-Cookie')).toMatch(
      new RegExp(`^__Host-refresh-${other.slug}=.*; Secure; SameSite=Strict$`),
    );
  } finally {
    await proxied.close();
  }
});

test('signing out ends the access token, too', async () => {
  const begun = (await login()).body;
  expect(await me(begun.access_token)).toBe(200);
  await expectStatus(204, clinic.ask('POST', '/auth/logout', { as: begun.access_token }));
  expect(await me(begun.access_token)).toBe(401);
  expect((await renew(begun.refresh_token)).status).toBe(401);
});

test('a new role holds at once, a closed account and a new password end every sign-in', async () => {
  const email = `moved@${clinic.slug}.example`;
  const made = await clinic.make('/users', { name: 'Moved', email, password: PASSWORD, role: 'staff' });
  const signIn = async (): Promise<Json> => (await expectStatus(200, login({ email, password: PASSWORD }))).body;
  const { access_token: token } = await signIn();
  const addOffice = async () => (await clinic.ask('POST', '/offices', { as: token, body: { name: 'X' } })).status;
  expect(await addOffice()).toBe(403);
  await expectStatus(200, clinic.ask('PATCH', `/users/${made.id}`, { body: { role: 'manager' } }));
  await soon();
  expect(await addOffice()).toBe(201);

  await expectStatus(200, clinic.ask('PATCH', `/users/${made.id}`, { body: { password: `${PASSWORD} 2` } }));
  await soon();
  expect(await me(token)).toBe(401);
  expect((await login({ email, password: PASSWORD })).status).toBe(401);
  const again = (await expectStatus(200, login({ email, password: `${PASSWORD} 2` }))).body;

  await expectStatus(204, clinic.ask('DELETE', `/users/${made.id}`));
  await soon();
  expect(await me(again.access_token)).toBe(401);
  expect((await renew(again.refresh_token)).status).toBe(401);
  expect((await login({ email, password: `${PASSWORD} 2` })).status).toBe(401);
});

test('nobody gives a role above the own one, touches those above, or removes the last owner', async () => {
  const email = `admin@${clinic.slug}.example`;
  await clinic.make('/users', { name: 'Ada', email, password: PASSWORD, role: 'admin' });
  const { access_token: admin } = (await login({ email, password: PASSWORD })).body;
  const ownerId: string = clinic.signedUp.user.id;
  const asAdmin = async (method: string, path: string, body?: object) =>
    (await clinic.ask(method, path, { as: admin, ...(body && { body }) })).body?.code;
  expect(
    await asAdmin('POST', '/users', { name: 'X', email: 'x@example.com', password: PASSWORD, role: 'owner' }),
  ).toBe('not_permitted');
  expect(await asAdmin('PATCH', `/users/${clinic.user.id}`, { role: 'owner' })).toBe('not_permitted');
  expect(await asAdmin('PATCH', `/users/${ownerId}`, { name: 'X' })).toBe('not_permitted');
  expect(await asAdmin('DELETE', `/users/${ownerId}`)).toBe('not_permitted');
  expect((await clinic.ask('DELETE', `/users/${ownerId}`)).body.code).toBe('not_possible_now');
  expect((await clinic.ask('PATCH', `/users/${ownerId}`, { body: { role: 'admin' } })).body.code).toBe(
    'not_possible_now',
  );
  expect(await me(clinic.owner)).toBe(200);
});

test('a sign-in link signs in until it ends, in its own organization', async () => {
  const other = await openOrganization(service);
  const link = (seconds: number, organizationId = clinic.id) =>
    makeSignInLink(service.access.keys, { organizationId, userId: clinic.user.id, seconds });
  const follow = async (token: string) =>
    (await clinic.ask('POST', '/auth/sign-in', { as: null, body: { link_token: token } })).body;
  expect((await follow(link(60))).user.email).toBe(clinic.user.email);
  expect((await follow(link(-1))).code).toBe('token_expired');
  expect((await follow(link(60, other.id))).code).toBe('unauthenticated');
});

test('no password, token or address was logged', () => {
  const log = service.logged.join('');
  expect(log).toContain(clinic.id);
  for (const secret of [
    PASSWORD,
    clinic.email,
    clinic.owner,
    clinic.trackingToken,
    clinic.deviceToken,
    'Bearer',
    'rft_A',
  ])
    expect(log).not.toContain(secret);
});
