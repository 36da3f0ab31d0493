import { generateSync } from 'otplib';
import { type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** The service's clock stands where the test puts it: a code is of one half minute. */
let now = Date.now();
let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService({ clock: () => new Date(now) });
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

const NEXT = 30_000;
const code = (secret: string) => generateSync({ secret, epoch: Math.floor(now / 1000) });
let people = 0;

/** Somebody of the staff, signed in. */
async function somebody(role = 'staff') {
  const email = `somebody${++people}@${clinic.slug}.example`;
  const { id } = await clinic.make('/users', { name: 'Sam', email, password: PASSWORD, role });
  const login = (more: object = {}) =>
    clinic.ask('POST', '/auth/login', { as: null, body: { email, password: PASSWORD, ...more } });
  const token: string = (await expectStatus(200, login())).body.access_token;
  const ask = (method: string, path: string, body?: object, as = token) =>
    clinic.ask(method, path, { as, ...(body && { body }) });
  return { id: id as string, email, token, login, ask };
}

/** The same with a second factor switched on. */
async function guarded(role?: string) {
  const person = await somebody(role);
  const { secret } = (await expectStatus(201, person.ask('POST', '/account/otp'))).body;
  const confirmed = await expectStatus(200, person.ask('PUT', '/account/otp', { otp: code(secret) }));
  const recovery: string[] = confirmed.body.recovery_codes;
  now += NEXT;
  return { ...person, secret: secret as string, recovery };
}

async function securityLog(account: string): Promise<Json[]> {
  await service.settled();
  const { data } = (await expectStatus(200, clinic.ask('GET', '/security-log?limit=200'))).body;
  return data.filter(({ details }: Json) => details.account === account);
}

test('a second factor is switched on by its first code, and asked for from then on', async () => {
  const sam = await somebody();
  expect((await sam.ask('GET', '/account')).body).toEqual({ otp: false, otp_demanded: false, recovery_codes_left: 0 });
  const { secret, uri } = (await expectStatus(201, sam.ask('POST', '/account/otp'))).body;
  expect(uri).toBe(
    `otpauth://totp/${encodeURIComponent(`Clinic ${clinic.slug}`)}:${encodeURIComponent(sam.email)}?secret=${secret}&issuer=${encodeURIComponent(`Clinic ${clinic.slug}`)}`,
  );
  // Not yet: the app may not have understood.
  expect((await sam.login()).status).toBe(200);
  expect((await sam.ask('PUT', '/account/otp', { otp: '000000' })).body.code).toBe('wrong_otp');
  const { recovery_codes: codes } = (await expectStatus(200, sam.ask('PUT', '/account/otp', { otp: code(secret) })))
    .body;
  expect(new Set(codes).size).toBe(10);
  expect(codes.every((one: string) => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(one))).toBe(true);
  expect((await sam.ask('GET', '/account')).body).toEqual({ otp: true, otp_demanded: false, recovery_codes_left: 10 });
  expect((await clinic.ask('GET', `/users/${sam.id}`)).body.otp).toBe(true);

  now += NEXT;
  expect([(await sam.login()).status, (await sam.login()).body.code]).toEqual([401, 'otp_required']);
  expect((await sam.login({ otp: code(secret) })).status).toBe(200);
});

test('no code is taken twice, none of yesterday, and one of the half minute before or after is', async () => {
  const sam = await guarded();
  const used = code(sam.secret);
  expect((await sam.login({ otp: used })).status).toBe(200);
  expect((await sam.login({ otp: used })).body.code).toBe('wrong_otp');
  now += 3 * NEXT;
  expect((await sam.login({ otp: used })).body.code).toBe('wrong_otp');
  const late = code(sam.secret);
  now += NEXT;
  expect((await sam.login({ otp: late })).status).toBe(200);
  now += 5 * NEXT;
  const early = generateSync({ secret: sam.secret, epoch: Math.floor(now / 1000) + 30 });
  expect((await sam.login({ otp: early })).status).toBe(200);
  // The one in between has passed with it.
  expect((await sam.login({ otp: code(sam.secret) })).body.code).toBe('wrong_otp');
});

test('two who show the same code at once: one comes in', async () => {
  const sam = await guarded();
  const otp = code(sam.secret);
  const answers = await Promise.all([sam.login({ otp }), sam.login({ otp }), sam.login({ otp })]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
});

test('a recovery code is taken once, however it is written', async () => {
  const sam = await guarded();
  const [first = '', second = ''] = sam.recovery;
  expect((await sam.login({ otp: first.toUpperCase().replace('-', ' ') })).status).toBe(200);
  expect((await sam.login({ otp: first })).body.code).toBe('wrong_otp');
  expect((await sam.login({ otp: second })).status).toBe(200);
  expect((await sam.ask('GET', '/account')).body.recovery_codes_left).toBe(8);
});

test('recovery codes are of one person in one organization', async () => {
  const [sam, tom] = [await guarded(), await guarded()];
  expect((await tom.login({ otp: sam.recovery[0] })).body.code).toBe('wrong_otp');
  expect((await tom.login({ otp: code(sam.secret) })).body.code).toBe('wrong_otp');
});

test('new recovery codes take a code, and the old ones are worth nothing', async () => {
  const sam = await guarded();
  expect((await sam.ask('POST', '/account/recovery-codes', { otp: '123456' })).body.code).toBe('wrong_otp');
  const made = await expectStatus(201, sam.ask('POST', '/account/recovery-codes', { otp: code(sam.secret) }));
  expect((await sam.login({ otp: sam.recovery[0] })).body.code).toBe('wrong_otp');
  expect((await sam.login({ otp: made.body.recovery_codes[0] })).status).toBe(200);
});

test('six wrong codes are too many for anybody, and the owner reads of it', async () => {
  const sam = await guarded();
  for (let n = 0; n < 5; n++) expect((await sam.login({ otp: '000000' })).body.code).toBe('wrong_otp');
  expect((await sam.login({ otp: code(sam.secret) })).body.code).toBe('too_many_requests');
  const events = (await securityLog(sam.id)).map(({ event }) => event);
  expect(new Set(events)).toEqual(new Set(['login_blocked', 'otp_failed']));
});

test('a second factor that is on is neither replaced nor switched off without the password', async () => {
  const sam = await guarded();
  expect((await sam.ask('POST', '/account/otp')).body.code).toBe('not_possible_now');
  expect((await sam.ask('PUT', '/account/otp', { otp: code(sam.secret) })).body.code).toBe('not_possible_now');
  expect((await sam.ask('DELETE', '/account/otp', { password: 'something else' })).body.code).toBe('wrong_credentials');
  await expectStatus(204, sam.ask('DELETE', '/account/otp', { password: PASSWORD }));
  expect((await sam.login()).status).toBe(200);
  expect((await sam.ask('GET', '/account')).body).toMatchObject({ otp: false, recovery_codes_left: 0 });
});

test('where it is demanded, owners and administrators can do nothing else before they have one', async () => {
  const strict = await openOrganization(service);
  const email = `ada@${strict.slug}.example`;
  await strict.make('/users', { name: 'Ada', email, password: PASSWORD, role: 'admin' });
  await expectStatus(200, strict.ask('PATCH', '/organization', { body: { require_otp: true } }));
  // The owner's own sockets, too, come back under what is left of the rights.
  expect(service.ended).toContainEqual({ how: 'readmit', who: { kind: 'user', id: strict.signedUp.user.id } });
  expect((await strict.ask('GET', '/users')).body.code).toBe('otp_setup_required');
  const signIn = await expectStatus(
    200,
    strict.ask('POST', '/auth/login', { as: null, body: { email, password: PASSWORD } }),
  );
  const as: string = signIn.body.access_token;
  for (const path of ['/users', '/offices', '/queues', `/queues/${strict.queue.id}/board`])
    expect([path, (await strict.ask('GET', path, { as })).body.code]).toEqual([path, 'otp_setup_required']);
  const joined = await strict.ask('POST', `/queues/${strict.queue.id}/entries`, { as, body: {} });
  expect(joined.body.code).toBe('otp_setup_required');
  await expect(service.access.listener(strict.slug, as)).rejects.toMatchObject({ code: 'otp_setup_required' });
  for (const path of ['/auth/me', '/organization', '/account', '/account/sessions'])
    expect([path, (await strict.ask('GET', path, { as })).status]).toEqual([path, 200]);
  expect((await strict.ask('GET', '/account', { as })).body.otp_demanded).toBe(true);

  const { secret } = (await expectStatus(201, strict.ask('POST', '/account/otp', { as }))).body;
  await expectStatus(200, strict.ask('PUT', '/account/otp', { as, body: { otp: code(secret) } }));
  expect((await strict.ask('GET', '/users', { as })).status).toBe(200);
  expect(await service.access.listener(strict.slug, as)).toMatchObject({ audience: 'staff' });
  // Staff were not asked for one.
  expect((await strict.ask('GET', '/queues', { as: strict.staff })).status).toBe(200);
});

test('whoever has lost telephone and codes is let in by an administrator, and the lost telephone is worth nothing', async () => {
  const sam = await guarded();
  expect((await sam.login()).body.code).toBe('otp_required');
  // Neither by colleagues of one's own rank nor by somebody below.
  expect((await clinic.ask('DELETE', `/users/${sam.id}/otp`, { as: clinic.staff })).status).toBe(403);
  const admin = await somebody('admin');
  expect((await admin.ask('DELETE', `/users/${clinic.signedUp.user.id}/otp`)).status).toBe(403);

  expect((await admin.ask('DELETE', `/users/${sam.id}/otp`)).status).toBe(204);
  expect((await sam.ask('GET', '/account')).status).toBe(401);
  const back = await expectStatus(200, sam.login());
  expect((await sam.ask('GET', '/account', undefined, back.body.access_token)).body).toMatchObject({
    otp: false,
    recovery_codes_left: 0,
  });
  expect((await admin.ask('DELETE', `/users/${sam.id}/otp`)).status).toBe(204);
  expect((await sam.ask('GET', '/account', undefined, back.body.access_token)).status).toBe(200);
  const { data } = (await clinic.ask('GET', `/audit-log?subject_id=${sam.id}`)).body;
  expect(data.filter(({ action }: Json) => action === 'second_factor.removed')).toMatchObject([
    { actor: { id: admin.id }, subject_id: sam.id },
  ]);
});

test('whoever sits down at an administrator’s open screen does not take the second factor away without the password', async () => {
  const admin = await guarded('admin');
  expect((await admin.ask('DELETE', `/users/${admin.id}/otp`)).body.code).toBe('not_permitted');
  expect((await admin.login()).body.code).toBe('otp_required');
  expect((await admin.ask('DELETE', '/account/otp', { password: 'not the password' })).status).toBe(401);
  expect((await admin.ask('DELETE', '/account/otp', { password: PASSWORD })).status).toBe(204);
});

test('neither the secret nor a recovery code lies in the database as it is', async () => {
  const sam = await guarded();
  const found = await service.doors.snapshot({ kind: 'system', organizationId: clinic.id, id: null }, async (tx) => [
    ...(await tx.query<{ kept: Buffer }>({
      name: 'kept-secret',
      text: 'SELECT otp_secret AS kept FROM users WHERE organization_id = $1 AND id = $2',
      values: [clinic.id, sam.id],
    })),
    ...(await tx.query<{ kept: Buffer }>({
      name: 'kept-codes',
      text: 'SELECT code_hash AS kept FROM recovery_codes WHERE organization_id = $1 AND user_id = $2',
      values: [clinic.id, sam.id],
    })),
  ]);
  expect(found).toHaveLength(11);
  const bytes = Buffer.concat(found.map(({ kept }) => kept)).toString('latin1');
  for (const secret of [sam.secret, ...sam.recovery]) expect(bytes).not.toContain(secret);
  const logs = service.logged.join('');
  for (const secret of [sam.secret, ...sam.recovery]) expect(logs).not.toContain(secret);
});
