import { v7 as uuidv7 } from 'uuid';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService({ limits: { own_password: { points: 3, seconds: 60 } } });
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

const NEW = 'warme Milch mit Honig';
let people = 0;
async function somebody() {
  const email = `somebody${++people}@${clinic.slug}.example`;
  const { id } = await clinic.make('/users', { name: 'Sam Seaside', email, password: PASSWORD, role: 'staff' });
  const signIn = async (password = PASSWORD, userAgent = 'Test') =>
    clinic.ask('POST', '/auth/login', {
      as: null,
      body: { email, password },
      headers: { 'User-Agent': userAgent },
    });
  return { id: id as string, email, signIn };
}
const as = (token: string) => ({
  get: (path: string) => clinic.ask('GET', path, { as: token }),
  put: (path: string, body: object) => clinic.ask('PUT', path, { as: token, body }),
  delete: (path: string) => clinic.ask('DELETE', path, { as: token }),
});

test('everybody sees where they are signed in, and ends it', async () => {
  const sam = await somebody();
  const [desk, phone, lost] = [
    (await sam.signIn(PASSWORD, 'Desk')).body,
    (await sam.signIn(PASSWORD, 'Phone')).body,
    (await sam.signIn(PASSWORD, `Lost ${'x'.repeat(400)}`)).body,
  ];
  const { data } = (await as(desk.access_token).get('/account/sessions')).body;
  expect(data).toHaveLength(3);
  expect(data.map(({ user_agent }: { user_agent: string }) => user_agent.slice(0, 5).trim())).toEqual([
    'Lost',
    'Phone',
    'Desk',
  ]);
  const [there, , here] = data;
  expect(here).toMatchObject({ current: true, address: expect.stringContaining('127.0.0.1') });
  expect(there).toMatchObject({ current: false });
  expect(there.user_agent).toHaveLength(300);
  expect(Math.abs(Date.parse(here.began_at) - Date.parse(here.last_used_at))).toBeLessThan(5_000);

  await expectStatus(204, as(desk.access_token).delete(`/account/sessions/${there.id}`));
  expect(service.ended.at(-1)).toEqual({ how: 'readmit', who: { kind: 'user', id: sam.id } });
  expect((await as(lost.access_token).get('/auth/me')).status).toBe(401);
  expect((await as(phone.access_token).get('/auth/me')).status).toBe(200);
  expect((await as(desk.access_token).delete(`/account/sessions/${there.id}`)).body.code).toBe('not_found');

  await expectStatus(204, as(desk.access_token).delete('/account/sessions'));
  expect((await as(phone.access_token).get('/auth/me')).status).toBe(401);
  const left = (await as(desk.access_token).get('/account/sessions')).body.data;
  expect(left.map(({ current }: { current: boolean }) => current)).toEqual([true]);
});

test('a renewed sign-in is still one, and says from where it was renewed', async () => {
  const sam = await somebody();
  const begun = (await sam.signIn()).body;
  const renewed = await expectStatus(
    200,
    clinic.ask('POST', '/auth/refresh', {
      as: null,
      body: { refresh_token: begun.refresh_token },
      headers: { 'User-Agent': 'Renewed' },
    }),
  );
  const { data } = (await as(renewed.body.access_token).get('/account/sessions')).body;
  expect(data).toEqual([expect.objectContaining({ user_agent: 'Renewed', current: true })]);
});

test("somebody else's sign-in is one that does not exist", async () => {
  const [sam, tom] = [await somebody(), await somebody()];
  const [one, other] = [(await sam.signIn()).body, (await tom.signIn()).body];
  const toms = (await as(other.access_token).get('/account/sessions')).body.data[0].id;
  const foreign = (await openOrganization(service)).signedUp;
  const refusals = [];
  for (const id of [toms, uuidv7(), foreign.user.id]) {
    const { text, body } = await as(one.access_token).delete(`/account/sessions/${id}`);
    refusals.push(text.replace(body.request_id, ''));
  }
  expect(refusals[0]).toContain('not_found');
  expect(new Set(refusals).size).toBe(1);
  expect((await as(other.access_token).get('/auth/me')).status).toBe(200);
});

test('who manages the accounts signs somebody out everywhere, but nobody above', async () => {
  const sam = await somebody();
  const begun = (await sam.signIn()).body;
  await expectStatus(204, clinic.ask('DELETE', `/users/${sam.id}/sessions`));
  expect((await as(begun.access_token).get('/auth/me')).status).toBe(401);
  expect((await clinic.ask('DELETE', `/users/${uuidv7()}/sessions`)).body.code).toBe('not_found');
  expect((await clinic.ask('DELETE', `/users/${sam.id}/sessions`, { as: clinic.staff })).body.code).toBe(
    'not_permitted',
  );
});

test('a new password takes the present one, ends every other sign-in and keeps this one', async () => {
  const sam = await somebody();
  const [here, there] = [(await sam.signIn()).body, (await sam.signIn()).body];
  const me = as(here.access_token);
  const change = (current: string, next: string) =>
    me.put('/account/password', { current_password: current, password: next });
  expect((await change('something else', NEW)).body.code).toBe('wrong_credentials');
  for (const weak of ['password1234', 'sam seaside 12', `${clinic.slug}1`])
    expect([weak, (await change(PASSWORD, weak)).body.code]).toEqual([weak, 'weak_password']);
  await expectStatus(204, change(PASSWORD, NEW));
  expect((await me.get('/auth/me')).status).toBe(200);
  expect((await as(there.access_token).get('/auth/me')).status).toBe(401);
  expect((await sam.signIn()).status).toBe(401);
  expect((await sam.signIn(NEW)).status).toBe(200);
  expect(service.ended.at(-1)).toEqual({ how: 'readmit', who: { kind: 'user', id: sam.id } });
});

test('the present password cannot be guessed at a screen that was left open', async () => {
  const sam = await somebody();
  const me = as((await sam.signIn()).body.access_token);
  const guess = (password: string) => me.put('/account/password', { current_password: password, password: NEW });
  for (let n = 0; n < 3; n++) expect((await guess('wrong wrong wrong')).status).toBe(401);
  expect((await guess(PASSWORD)).status).toBe(429);
});

test('who manages the accounts does not come around the own present password', async () => {
  const { id, revision } = (await expectStatus(200, clinic.ask('GET', '/auth/me'))).body;
  const refused = await Promise.all([
    clinic.ask('PATCH', `/users/${id}`, { body: { password: NEW } }),
    clinic.ask('POST', `/users/${id}/password-reset`),
  ]);
  expect(refused.map(({ body }) => body.code)).toEqual(['not_permitted', 'not_permitted']);
  const renamed = await expectStatus(200, clinic.ask('PATCH', `/users/${id}`, { body: { name: 'Olga Ohm' } }));
  expect(renamed.body.revision).toBe(revision + 1);
});

test('devices, patients and passers-by have no account', async () => {
  for (const token of [clinic.deviceToken, clinic.trackingToken, null])
    expect((await clinic.ask('GET', '/account', { as: token })).status).toBe(token === null ? 401 : 403);
});

test('what happens to an account stands in the audit log, without a secret', async () => {
  const { data } = (await expectStatus(200, clinic.ask('GET', '/audit-log?limit=200'))).body;
  const actions = new Set(data.map(({ action }: { action: string }) => action));
  for (const action of ['password.changed', 'sign_in.ended', 'sign_ins.ended']) expect(actions).toContain(action);
  expect(JSON.stringify(data)).not.toContain('argon2');
});
