import { expectStatus, openOrganization } from './organization.ts';
import { openService, type Service } from './open-service.ts';

/** What is known of a screen from afar, and what can be done with it from there. */
let service: Service;
let clinic: Awaited<ReturnType<typeof openOrganization>>;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(() => service?.close());

const REPORT = { build: 'b1', width: 3840, height: 2160, language: 'de', sound: 'blocked', error: null };

test('a screen without a live line says how it is, and everybody who looks after screens reads it', async () => {
  const { device, device_token: token } = await clinic.pair('display', 'TV');
  const own = await expectStatus(200, clinic.ask('PUT', '/devices/self/report', { as: token, body: REPORT }));
  expect(own.body).toMatchObject({ id: device.id, name: 'TV', reloads: 0, online: true });
  const { body } = await expectStatus(200, clinic.ask('GET', `/devices/${device.id}`));
  expect(body).toMatchObject({ online: true, report: REPORT });
  expect(Date.now() - Date.parse(body.last_seen_at)).toBeLessThan(10_000);
  const { body: list } = await expectStatus(200, clinic.ask('GET', '/devices'));
  expect(list.data.find(({ id }: { id: string }) => id === device.id)).toMatchObject({ online: true, report: REPORT });
});

test('nobody else is a screen, and no screen says more than it should', async () => {
  const { device_token: token } = await clinic.pair('display', 'TV');
  expect((await clinic.ask('PUT', '/devices/self/report', { body: REPORT })).status).toBe(401);
  const more = { ...REPORT, error: { message: 'x'.repeat(201), at: new Date().toISOString() } };
  expect((await clinic.ask('PUT', '/devices/self/report', { as: token, body: more })).status).toBe(400);
});

test('a reload is asked of this screen alone, and the audit log knows who wanted it', async () => {
  const { device, device_token: token } = await clinic.pair('display', 'TV to reload');
  const before = service.ended.length;
  const asked = await expectStatus(201, clinic.ask('POST', `/devices/${device.id}/reloads`));
  // Whoever edits the screen meanwhile is not overtaken by it.
  expect(asked.body).toMatchObject({ reloads: 1, revision: device.revision });
  expect(service.ended.slice(before)).toEqual([{ how: 'readmit', who: { kind: 'device', id: device.id } }]);
  expect((await clinic.ask('GET', '/devices/self', { as: token })).body.reloads).toBe(1);
  const { body: log } = await expectStatus(200, clinic.ask('GET', '/audit-log'));
  expect(log.data).toContainEqual(expect.objectContaining({ action: 'device.reloaded', subject_id: device.id }));

  expect((await clinic.ask('POST', `/devices/${device.id}/reloads`, { as: clinic.staff })).status).toBe(403);
  const other = await openOrganization(service);
  expect((await other.ask('POST', `/devices/${device.id}/reloads`)).body.code).toBe('not_found');
  await expectStatus(204, clinic.ask('DELETE', `/devices/${device.id}`));
  expect((await clinic.ask('POST', `/devices/${device.id}/reloads`)).body.code).toBe('not_possible_now');
});

test('a screen moves to another office with that office’s queues, and never to one of somebody else', async () => {
  const { device, device_token: token } = await clinic.pair('display', 'TV on the move');
  const office = await clinic.make('/offices', { name: 'Riverside' });
  const queue = await clinic.make('/queues', { name: 'Children', prefix: 'C', office_id: office.id });
  const moved = { office_id: office.id, queue_ids: [queue.id] };
  await expectStatus(200, clinic.ask('PATCH', `/devices/${device.id}`, { body: moved }));
  expect((await clinic.ask('GET', '/devices/self', { as: token })).body).toMatchObject(moved);

  const other = await openOrganization(service);
  const foreign = await other.make('/offices', { name: 'Elsewhere' });
  const refused = await clinic.ask('PATCH', `/devices/${device.id}`, { body: { office_id: foreign.id } });
  expect(refused.body).toMatchObject({ code: 'not_found', errors: [{ path: 'body.office_id' }] });
  expect((await clinic.ask('GET', '/devices/self', { as: token })).body).toMatchObject(moved);
});
