import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';
import type { Json } from './client.ts';

/** What a tablet at the entrance is told, and what it may send. */
let service: Service;
let clinic: Organization;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(() => service?.close());

const self = async (): Promise<Json> =>
  (await expectStatus(200, clinic.ask('GET', '/devices/self', { as: clinic.deviceToken }))).body;
const change = (path: string, body: object): Promise<unknown> => expectStatus(200, clinic.ask('PATCH', path, { body }));
const joinWith = (phone: string, as = clinic.deviceToken) =>
  clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { body: { phone }, as });
const phoneOf = async (phone: string, as?: string): Promise<unknown> =>
  (await expectStatus(201, joinWith(phone, as))).body.entry.phone;
const offered = async (id: string): Promise<Json> =>
  (await expectStatus(200, clinic.ask('GET', '/queues/joinable'))).body.data.find((queue: Json) => queue.id === id);

test('a tablet has no printer and asks for no phone until somebody says so', async () => {
  expect(await self()).toMatchObject({ paper: null, prints_itself: false, asks_phone: false });
  const settings = { paper: '58mm', prints_itself: true, asks_phone: true };
  await change(`/devices/${clinic.device.id}`, settings);
  expect(await self()).toMatchObject(settings);
  await expectStatus(400, clinic.ask('PATCH', `/devices/${clinic.device.id}`, { body: { paper: 'A4' } }));
});

test('a phone number belongs where the office is, unless the office says where', async () => {
  expect(await self()).toMatchObject({ country: 'DE', calling_code: '49' });
  await change(`/offices/${clinic.office.id}`, { country: 'AT' });
  expect(await self()).toMatchObject({ country: 'AT', calling_code: '43' });
  expect(await phoneOf('0660 1234567')).toBe('+436601234567');
  await change(`/offices/${clinic.office.id}`, { country: null, time_zone: 'UTC' });
  expect(await self()).toMatchObject({ country: null, calling_code: null });
  await expectStatus(400, joinWith('0660 1234567'));
  await change(`/offices/${clinic.office.id}`, { time_zone: 'Asia/Kolkata' });
  expect(await self()).toMatchObject({ country: 'IN', calling_code: '91' });
  await change(`/offices/${clinic.office.id}`, { time_zone: 'Europe/Berlin' });
});

test.each([
  ['0170 1234567', '+491701234567'],
  ['1701234568', '+491701234568'],
  ['+34600111222', '+34600111222'],
  ['0034600111223', '+34600111223'],
])('%s is a number that can be rung', async (typed, kept) => {
  expect(await phoneOf(typed)).toBe(kept);
});

test.each(['123', '0000000000', '+999123456'])('%s is none, and nobody gets a number for it', async (typed) => {
  const before = (await offered(clinic.queue.id)).waiting;
  const { body } = await expectStatus(400, joinWith(typed));
  expect(body.errors).toEqual([{ path: 'body.phone', message: 'This is not a phone number.' }]);
  expect((await offered(clinic.queue.id)).waiting).toBe(before);
});

test('staff write down what they hear, whatever it is', async () => {
  expect(await phoneOf('ext. 123', clinic.staff)).toBe('123');
});

test('whoever is to be forgotten is found by the number as people say it', async () => {
  await phoneOf('0170 7654321');
  await phoneOf('+49 170 7654321');
  const { body } = await expectStatus(
    201,
    clinic.ask('POST', '/patients/erasures', { body: { phone: '(0170) 765 43 21' } }),
  );
  expect(body).toEqual({ entries: 2, appointments: 0 });
});

test('a queue has words in each language, and changing one leaves the others', async () => {
  const path = `/queues/${clinic.queue.id}`;
  await change(path, { texts: { de: { name: 'Hausarzt', description: 'Ohne Termin' }, es: { name: 'Medicina' } } });
  await change(path, { texts: { de: { name: null } } });
  await change(`/services/${clinic.service.id}`, { description: 'Whatever hurts' });
  expect(await offered(clinic.queue.id)).toMatchObject({
    description: 'Whatever hurts',
    texts: { de: { name: null, description: 'Ohne Termin' }, es: { name: 'Medicina' } },
  });
  await expectStatus(400, clinic.ask('PATCH', path, { body: { texts: { tlh: { name: 'Qapla' } } } }));
});

test('what is full or paused says so, and until when', async () => {
  const queue = await clinic.make('/queues', { name: 'Small', prefix: 'S', office_id: clinic.office.id, capacity: 1 });
  expect(await offered(queue.id)).toMatchObject({ full: false, reason: null, until: null, status: 'open' });
  await clinic.make(`/queues/${queue.id}/entries`, {});
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await expectStatus(200, clinic.ask('PUT', `/queues/${queue.id}/pause`, { body: { reason: 'Lunch', until } }));
  expect(await offered(queue.id)).toMatchObject({ full: true, reason: 'Lunch', until, status: 'paused' });
});
