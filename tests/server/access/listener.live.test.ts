import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { trackingToken } from '../../../server/access/tracking-token.ts';
import { eventually } from '../../support/eventually.ts';
import { openService, type Service } from '../http/open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from '../http/organization.ts';

/** Who listens at a socket: the same credentials as in requests, and what each may hear. */

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

const listen = (token: string, slug = clinic.slug) => service.access.listener(slug, token);
const refused = (code: string) => expect.objectContaining({ code });

test('staff hear everything with names, until their token ends', async () => {
  const listener = await listen(clinic.staff);
  expect(listener).toMatchObject({
    kind: 'user',
    id: clinic.user.id,
    name: 'Stan',
    audience: 'staff',
    queue_ids: 'all',
    organization_id: clinic.id,
  });
  expect(listener.expires_at).toBeGreaterThan(Date.now());
});

test('a device hears its own queues', async () => {
  expect(await listen(clinic.deviceToken)).toMatchObject({
    kind: 'device',
    id: clinic.device.id,
    name: 'Entrance',
    device: 'kiosk',
    audience: 'public',
    queue_ids: [clinic.queue.id],
    expires_at: null,
  });
});

test('a patient hears the own queue', async () => {
  expect(await listen(clinic.trackingToken)).toMatchObject({
    kind: 'patient',
    id: clinic.entry.id,
    audience: 'public',
    queue_ids: [clinic.queue.id],
  });
});

test('a passer-by hears the queues that anybody may join', async () => {
  expect(await listen('')).toMatchObject({ kind: 'public', id: null, audience: 'public', queue_ids: [] });
  const open = await clinic.make('/queues', {
    name: 'Open',
    prefix: 'O',
    office_id: clinic.office.id,
    public_join: true,
  });
  await eventually(async () => expect((await listen('')).queue_ids).toEqual([open.id]));
});

test('a crowd of passers-by costs those who work there one question', async () => {
  const asked = jest.spyOn(service.access.doors, 'snapshot');
  const crowd = await Promise.all(Array.from({ length: 100 }, () => listen('')));
  expect(new Set(crowd.map(({ queue_ids }) => String(queue_ids))).size).toBe(1);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(1);
  asked.mockRestore();
});

test("another organization's credential, a wrong one, and a wrong address are refused", async () => {
  const other = await openOrganization(service);
  for (const token of [other.staff, other.deviceToken, other.trackingToken])
    await expect(listen(token)).rejects.toEqual(refused('wrong_organization'));
  for (const token of [
    'nonsense',
    `${clinic.deviceToken.slice(0, -2)}${clinic.deviceToken.endsWith('AA') ? 'BA' : 'AA'}`,
    trackingToken(service.access.keys, clinic.id, randomUUID()),
  ]) {
    await expect(listen(token)).rejects.toEqual(refused('unauthenticated'));
  }
  await expect(listen('', 'nobody')).rejects.toEqual(refused('unknown_organization'));
});

test('a link ends two hours after the visit', async () => {
  const { entry, tracking_token: token } = await clinic.make(`/queues/${clinic.queue.id}/entries`, {});
  await expectStatus(200, clinic.ask('DELETE', `/entries/${entry.id}?reason=x`));
  expect((await clinic.ask('GET', `/track/${token}`, { as: null })).body.status).toBe('cancelled');
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  await client.query(`UPDATE entries SET closed_at = now() - interval '121 minutes' WHERE id = $1`, [entry.id]);
  await client.end();
  // What was known may be two seconds old.
  await eventually(async () => {
    await expect(listen(token)).rejects.toEqual(refused('unauthenticated'));
    expect((await clinic.ask('GET', `/track/${token}`, { as: null })).body.code).toBe('not_found');
  });
});

test('a revoked device is refused within seconds, and a device that was here is known to have been', async () => {
  const { device, device_token: token } = await clinic.pair('display', 'TV');
  expect((await clinic.ask('GET', '/devices/self', { as: token })).body.last_seen_at).not.toBeNull();
  await expectStatus(204, clinic.ask('DELETE', `/devices/${device.id}`));
  await eventually(async () => {
    await expect(listen(token)).rejects.toEqual(refused('unauthenticated'));
  });
  expect((await clinic.ask('GET', '/devices/self', { as: token })).status).toBe(401);
});

test('who signed out does not listen any more', async () => {
  const begun = (
    await clinic.ask('POST', '/auth/login', { as: null, body: { email: clinic.email, password: PASSWORD } })
  ).body;
  await listen(begun.access_token);
  await expectStatus(204, clinic.ask('POST', '/auth/logout', { as: begun.access_token }));
  await expect(listen(begun.access_token)).rejects.toEqual(refused('unauthenticated'));
});
