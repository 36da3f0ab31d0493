import { createSuspicions } from '../../../server/access/suspicions.ts';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** What becomes of those who guess passwords, and of those whose passwords are guessed. Addresses come from a proxy. */

let service: Service;
let clinic: Organization;
let people = 0;

beforeAll(async () => {
  service = await openService({
    trustedProxies: ['loopback'],
    limits: {
      login: { points: 5, seconds: 60 },
      login_here: { points: 12, seconds: 60 },
      login_address: { points: 20, seconds: 60 },
      login_account: { points: 8, seconds: 60 },
    },
  });
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

let addresses = 0;
const newAddress = () => `192.0.2.${++addresses}`;

async function somebody(where = clinic) {
  const email = `somebody${++people}@${where.slug}.example`;
  const { id } = await where.make('/users', { name: 'Sam', email, password: PASSWORD, role: 'staff' });
  return { id: id as string, email };
}

const tryFrom = async (address: string, email: string, password = 'wrong wrong wrong', where = clinic) =>
  (
    await where.ask('POST', '/auth/login', {
      as: null,
      body: { email, password },
      headers: { 'X-Forwarded-For': address },
    })
  ).status;

async function securityLog(account: string, where = clinic): Promise<Json[]> {
  await service.settled();
  const { data } = (await expectStatus(200, where.ask('GET', '/security-log?limit=200'))).body;
  return data.filter(({ details }: Json) => details.account === account);
}

test('one address tries one password on everybody until it has tried enough, with and without success', async () => {
  const address = newAddress();
  const sam = await somebody();
  expect(await tryFrom(address, sam.email, PASSWORD)).toBe(200);
  for (let n = 1; n < 12; n++) expect(await tryFrom(address, `guess${n}@${clinic.slug}.example`)).toBe(401);
  expect(await tryFrom(address, sam.email, PASSWORD)).toBe(429);
  expect(await tryFrom(newAddress(), sam.email, PASSWORD)).toBe(200);
});

test('one address does not go from organization to organization', async () => {
  const address = newAddress();
  const other = await openOrganization(service);
  for (let n = 0; n < 10; n++) expect(await tryFrom(address, `a${n}@x.example`)).toBe(401);
  for (let n = 0; n < 10; n++) expect(await tryFrom(address, `b${n}@x.example`, 'wrong wrong', other)).toBe(401);
  expect(await tryFrom(address, 'c@x.example', 'wrong wrong', other)).toBe(429);
});

test('an IPv6 network counts as one address', async () => {
  const sam = await somebody();
  for (let n = 0; n < 5; n++) expect(await tryFrom(`2001:db8:5:5::${n + 1}`, sam.email)).toBe(401);
  expect(await tryFrom('2001:db8:5:5:ffff::9', sam.email, PASSWORD)).toBe(429);
  expect(await tryFrom('2001:db8:5:6::1', sam.email, PASSWORD)).toBe(200);
});

test('many addresses that guess at one account are stopped, and the person comes in from where they were before', async () => {
  const sam = await somebody();
  const desk = newAddress();
  expect(await tryFrom(desk, sam.email, PASSWORD)).toBe(200);
  const statuses = [];
  for (let n = 0; n < 12; n++) statuses.push(await tryFrom(newAddress(), sam.email));
  expect(statuses).toEqual([...Array.from({ length: 7 }, () => 401), ...Array.from({ length: 5 }, () => 429)]);
  // The right password from a strange address would tell a guesser that it is right.
  expect(await tryFrom(newAddress(), sam.email, PASSWORD)).toBe(429);
  expect(await tryFrom(desk, sam.email, PASSWORD)).toBe(200);
  expect(await tryFrom(desk, sam.email, PASSWORD)).toBe(200);
});

test('an account that is not there is counted and refused alike', async () => {
  const nobody = `nobody${++people}@${clinic.slug}.example`;
  const statuses = [];
  for (let n = 0; n < 9; n++) statuses.push(await tryFrom(newAddress(), nobody));
  expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), 429]);
});

test('the same address in another organization is another account with its own counts', async () => {
  const other = await openOrganization(service);
  const sam = await somebody();
  const address = newAddress();
  for (let n = 0; n < 5; n++) await tryFrom(address, sam.email);
  expect(await tryFrom(address, sam.email)).toBe(429);
  expect(await tryFrom(address, sam.email, 'wrong wrong', other)).toBe(401);
});

test('the owner reads of guesses once, then of the tenth and the hundredth, never what was typed', async () => {
  const other = await openOrganization(service);
  const sam = await somebody(other);
  const address = newAddress();
  for (let n = 0; n < 5; n++) await tryFrom(address, sam.email, 'wrong wrong wrong', other);
  for (let n = 0; n < 12; n++) await tryFrom(newAddress(), sam.email, 'wrong wrong wrong', other);
  const events = await securityLog(sam.id, other);
  expect(events.map(({ event, details }) => [event, details.count])).toEqual(
    expect.arrayContaining([
      ['login_failed', 1],
      ['login_blocked', 1],
    ]),
  );
  expect(events.length).toBeLessThanOrEqual(4);
  expect(events.at(-1)?.address).toBe(address);
  const { text } = await other.ask('GET', '/security-log?limit=200');
  expect(text).not.toContain('wrong wrong');
  expect(text).not.toContain(sam.email);
});

test('a million guesses are seven rows', async () => {
  const written: unknown[] = [];
  const doors = { ...service.doors, transact: async () => void written.push(1) } as unknown as typeof service.doors; // only told to write
  let now = 0;
  const { tell } = createSuspicions(doors, () => now);
  const guess = { organizationId: clinic.id, event: 'login_failed', about: { account: 'x' } } as const;
  for (let n = 0; n < 100_000; n++) await tell(guess);
  expect(written).toHaveLength(6);
  await tell({ ...guess, about: { account: 'y' } });
  expect(written).toHaveLength(7);
  now += 300_001;
  await tell(guess);
  expect(written).toHaveLength(8);
});

test('the owner reads of a sign-in from somewhere else', async () => {
  const sam = await somebody();
  const [desk, elsewhere] = [newAddress(), newAddress()];
  for (const address of [desk, desk]) expect(await tryFrom(address, sam.email, PASSWORD)).toBe(200);
  expect(await securityLog(sam.id)).toEqual([]);
  for (const address of [elsewhere, elsewhere]) expect(await tryFrom(address, sam.email, PASSWORD)).toBe(200);
  expect(await securityLog(sam.id)).toEqual([
    expect.objectContaining({ event: 'signed_in_elsewhere', address: elsewhere }),
  ]);
});

test('the owner reads of codes of screens that were guessed', async () => {
  const other = await openOrganization(service);
  const guess = {
    user_code: 'ABCD-EFGH',
    name: 'TV',
    kind: 'display',
    office_id: other.office.id,
    queue_ids: [other.queue.id],
  };
  for (let n = 0; n < 3; n++)
    expect((await other.ask('POST', '/devices/pairing', { body: guess })).body.code).toBe('not_found');
  const events = await securityLog(other.signedUp.user.id, other);
  expect(events.map(({ event }) => event)).toEqual(['pairing_failed']);
});

test('nobody signs up, is invited or gets a new password with one that is known', async () => {
  const slug = `weak-${Date.now()}`;
  const owner = { name: 'Olga', email: `olga@${slug}.example`, password: 'Password1234!' };
  const signUp = await send(service.url, 'POST', '/api/v1/organizations', {
    body: { name: 'Weak', slug, time_zone: 'UTC', owner },
  });
  expect([signUp.status, signUp.body.code]).toEqual([400, 'weak_password']);
  const user = { name: 'Sam', email: `weak@${clinic.slug}.example`, role: 'staff', password: `${clinic.slug}-1` };
  expect((await clinic.ask('POST', '/users', { body: user })).body.code).toBe('weak_password');
  expect(
    (await clinic.ask('PATCH', `/users/${clinic.user.id}`, { body: { password: 'qwertyuiop12' } })).body.code,
  ).toBe('weak_password');
});
