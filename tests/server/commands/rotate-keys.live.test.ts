import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../../models/vocabulary.ts';
import { rotateKeys } from '../../../server/commands/auth/rotate-keys.ts';
import { openService, type Service } from '../http/open-service.ts';
import { expectStatus, openOrganization, PASSWORD } from '../http/organization.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(async () => {
  await service?.close();
});

const rotate = (organizationId: string, overlapSeconds?: number) =>
  service.doors.transact({ kind: 'system', organizationId, id: null }, (tx) =>
    rotateKeys(tx, overlapSeconds === undefined ? {} : { overlapSeconds }),
  );
/** A sign-in is known for two seconds before the database is asked again. */
const soon = () => pause(2_100);
const kidOf = (token: string): unknown =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: unknown }).kid;

test('after a rotation new tokens are of the new key, and the old ones are taken until they end', async () => {
  const clinic = await openOrganization(service);
  expect(kidOf(clinic.owner)).toBe(`${clinic.id}.1`);
  expect(await rotate(clinic.id)).toEqual({ number: 2 });
  const signedIn = await expectStatus(
    200,
    clinic.ask('POST', '/auth/login', { as: null, body: { email: clinic.email, password: PASSWORD } }),
  );
  expect(kidOf(signedIn.body.access_token)).toBe(`${clinic.id}.2`);
  await soon();
  expect((await clinic.ask('GET', '/auth/me')).status).toBe(200);
  expect((await clinic.ask('GET', '/auth/me', { as: signedIn.body.access_token })).status).toBe(200);
});

test('a key that ended at once ends its tokens for requests and sockets, but no sign-in', async () => {
  const clinic = await openOrganization(service);
  const other = await openOrganization(service);
  await expectStatus(200, clinic.ask('GET', '/auth/me'));
  await rotate(clinic.id, 0);
  await soon();
  expect((await clinic.ask('GET', '/auth/me')).body.code).toBe('unauthenticated');
  await expect(service.access.listener(clinic.slug, clinic.owner)).rejects.toMatchObject({ code: 'unauthenticated' });
  const { refresh_token } = clinic.signedUp;
  const renewed = await expectStatus(200, clinic.ask('POST', '/auth/refresh', { as: null, body: { refresh_token } }));
  expect((await clinic.ask('GET', '/auth/me', { as: renewed.body.access_token })).status).toBe(200);
  // Everybody else has keys of their own.
  expect((await other.ask('GET', '/auth/me')).status).toBe(200);
});

test('an overlap that has begun can be cut short, and never becomes longer', async () => {
  const clinic = await openOrganization(service);
  await rotate(clinic.id, 1);
  await rotate(clinic.id);
  await soon();
  expect((await clinic.ask('GET', '/auth/me')).status).toBe(401);
});

test('two who rotate at once make two keys, and the newer one signs', async () => {
  const clinic = await openOrganization(service);
  const numbers = (await Promise.all([rotate(clinic.id), rotate(clinic.id)])).map(({ number }) => number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual([2, 3]);
});

test('nobody inside an organization rotates its keys', async () => {
  const clinic = await openOrganization(service);
  const owner: Actor = {
    kind: 'user',
    organizationId: clinic.id,
    id: clinic.signedUp.user.id,
    role: 'owner',
    queueIds: 'all',
  };
  await expect(service.doors.transact(owner, (tx) => rotateKeys(tx))).rejects.toMatchObject({ code: 'not_permitted' });
});
