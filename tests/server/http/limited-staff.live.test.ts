import { randomUUID } from 'node:crypto';
import type { Route } from '../../../server/http/route.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { type Answer, type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/**
 * People whose work is limited to an office or to single queues. For them everything else is as if it were not there: each route is
 * asked for somebody else's thing and for one that does not exist, and the two answers are the same byte for byte.
 */

let service: Service;
let clinic: Organization;
let north: { office: Json; queue: Json; counter: Json; entry: Json; device: Json };
let second: { queue: Json; entry: Json };
let own: { counter: Json };
const people: Record<string, { id: string; token: string }> = {};

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  const office = await clinic.make('/offices', { name: 'North' });
  const queue = await clinic.make('/queues', { name: 'North', prefix: 'N', office_id: office.id });
  const counter = await clinic.make('/counters', { name: 'North 1', office_id: office.id });
  const { entry } = await clinic.make(`/queues/${queue.id}/entries`, { patient_name: 'Nora Canary' });
  const code = (await clinic.ask('POST', '/device-codes', { as: null })).body;
  const device = await clinic.make('/devices/pairing', {
    user_code: code.user_code,
    name: 'North TV',
    kind: 'display',
    office_id: office.id,
    queue_ids: [queue.id],
  });
  north = { office, queue, counter, entry, device };
  const side = await clinic.make('/queues', { name: 'Side', prefix: 'S', office_id: clinic.office.id });
  second = { queue: side, entry: (await clinic.make(`/queues/${side.id}/entries`, {})).entry };
  own = { counter: await clinic.make('/counters', { name: 'Room 2', office_id: clinic.office.id }) };
  people['staff of an office'] = await hire('staff', { office_ids: [clinic.office.id] });
  people['staff of a queue'] = await hire('staff', { queue_ids: [clinic.queue.id] });
  people['manager of an office'] = await hire('manager', { office_ids: [clinic.office.id] });
  people['manager of a queue'] = await hire('manager', { queue_ids: [clinic.queue.id] });
});
afterAll(async () => {
  await service?.close();
});

async function hire(role: string, limits: object): Promise<{ id: string; token: string }> {
  const email = `${randomUUID()}@${clinic.slug}.example`;
  const user = await clinic.make('/users', { name: 'Lim', email, password: PASSWORD, role, ...limits });
  const begun = await expectStatus(
    200,
    clinic.ask('POST', '/auth/login', { as: null, body: { email, password: PASSWORD } }),
  );
  return { id: user.id, token: begun.body.access_token };
}

const LIMITED = ['staff of an office', 'staff of a queue', 'manager of an office', 'manager of a queue'] as const;
type Limited = (typeof LIMITED)[number];
const as = (who: Limited): string => people[who]?.token ?? '';
const isManager = (who: Limited) => who.startsWith('manager');

/** The answer without what is of this request alone. */
function said({ status, body }: Answer): unknown {
  return [status, body === null ? null : { ...body, request_id: undefined }];
}

/** What each route about one queue, entry, counter or screen is told; a route that is missing here fails the test below. */
const BODIES: Record<string, () => unknown> = {
  'get /queues/:id': () => undefined,
  'patch /queues/:id': () => ({ name: 'Taken over' }),
  'delete /queues/:id': () => undefined,
  'put /queues/:id/opening': () => undefined,
  'delete /queues/:id/opening': () => undefined,
  'put /queues/:id/pause': () => ({ reason: 'lunch' }),
  'delete /queues/:id/pause': () => undefined,
  'get /queues/:id/board': () => undefined,
  'post /queues/:id/entries': () => ({}),
  'post /queues/:id/calls': () => ({ counter_id: clinic.counter.id }),
  'post /entries/:id/calls': () => ({ counter_id: clinic.counter.id, reason: 'x' }),
  'post /entries/:id/recalls': () => undefined,
  'post /entries/:id/service': () => undefined,
  'post /entries/:id/completion': () => ({}),
  'post /entries/:id/no-show': () => undefined,
  'post /entries/:id/return': () => ({ placement: 'first' }),
  'post /entries/:id/parking': () => undefined,
  'delete /entries/:id/parking': () => ({ counter_id: clinic.counter.id }),
  'post /entries/:id/transfers': () => ({ queue_id: clinic.queue.id }),
  'post /entries/:id/undo': () => undefined,
  'put /entries/:id/note': () => ({ note: 'x' }),
  'put /entries/:id/position': () => ({ position: 1, reason: 'x' }),
  'delete /entries/:id': () => ({ reason: 'x' }),
  'get /entries/:id/why': () => undefined,
  'get /counters/:id': () => undefined,
  'patch /counters/:id': () => ({ name: 'Taken over' }),
  'delete /counters/:id': () => undefined,
  'put /counters/:id/session': () => ({ queue_ids: [clinic.queue.id] }),
  'delete /counters/:id/session': () => undefined,
  'get /devices/:id': () => undefined,
  'patch /devices/:id': () => ({ name: 'Taken over' }),
  'delete /devices/:id': () => undefined,
  'post /devices/:id/reloads': () => undefined,
};
const routes = Object.values(ROUTES).flat();
const about = routes.filter(({ path }) => /^\/(queues|entries|counters|devices)\/:id/.test(path));
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

test('every route about a queue, an entry, a counter or a screen is asked below', () => {
  expect(about.map(nameOf).toSorted()).toEqual(Object.keys(BODIES).toSorted());
});

describe.each(LIMITED)('%s', (who) => {
  const others = (path: string): string[] => {
    const kind = path.split('/')[1];
    if (kind === 'counters') return [north.counter.id];
    if (kind === 'devices') return [north.device.id];
    const ofQueue = who.endsWith('of a queue');
    if (kind === 'queues') return [north.queue.id, ...(ofQueue ? [second.queue.id] : [])];
    return [north.entry.id, ...(ofQueue ? [second.entry.id] : [])];
  };

  test.each(about.map((route) => [nameOf(route), route] as const))(
    '%s: what is not theirs is not there',
    async (name, { method, path }) => {
      const body = BODIES[name]?.();
      const ask = (id: string) =>
        clinic.ask(method.toUpperCase(), path.replace(':id', id), { as: as(who), ...(body !== undefined && { body }) });
      const missing = await ask(randomUUID());
      expect([403, 404]).toContain(missing.status);
      for (const id of others(path)) expect(said(await ask(id))).toEqual(said(missing));
    },
  );

  test('what a body names and is not theirs is not there either', async () => {
    const { entry } = (
      await expectStatus(201, clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as: as(who), body: {} }))
    ).body;
    const asked = (queueId: string, officeId: string): [string, string, object][] => [
      ['POST', `/entries/${entry.id}/transfers`, { queue_id: queueId }],
      ['PUT', `/counters/${own.counter.id}/session`, { queue_ids: [queueId] }],
      ['PATCH', `/devices/${clinic.device.id}`, { queue_ids: [queueId] }],
      ['POST', '/counters', { name: randomUUID(), office_id: officeId }],
      ['POST', '/queues', { name: 'X', prefix: 'X', office_id: officeId }],
    ];
    const missing = asked(randomUUID(), randomUUID());
    for (const [index, [method, path, body]] of asked(north.queue.id, north.office.id).entries()) {
      const theirs = said(await clinic.ask(method, path, { as: as(who), body }));
      const nobodys = said(await clinic.ask(method, path, { as: as(who), body: missing[index]?.[2] }));
      expect([path, theirs]).toEqual([path, nobodys]);
      expect([403, 404]).toContain((theirs as [number])[0]);
    }
  });

  test('lists hold what is theirs and nothing else', async () => {
    const ids = async (path: string) =>
      (await clinic.ask('GET', path, { as: as(who) })).body.data.map(({ id }: Json) => id);
    const queues = who.endsWith('of a queue') ? [clinic.queue.id] : [clinic.queue.id, second.queue.id];
    expect(await ids('/queues')).toEqual(queues);
    expect(await ids(`/queues?office_id=${north.office.id}`)).toEqual([]);
    expect(new Set(await ids('/queues/joinable'))).toEqual(new Set(queues));
    expect(await ids('/counters')).toEqual([clinic.counter.id, own.counter.id]);
    expect(await ids(`/counters?office_id=${north.office.id}`)).toEqual([]);
    expect(await ids('/devices')).toEqual([clinic.device.id]);
  });

  test('what all queues share is not theirs to change', async () => {
    for (const [method, path, body] of [
      ['POST', '/offices', { name: 'Mine' }],
      ['PATCH', `/offices/${clinic.office.id}`, { time_zone: 'UTC' }],
      ['DELETE', `/offices/${north.office.id}`, undefined],
      ['POST', '/services', { name: 'Mine', duration_minutes: 5 }],
      ['PATCH', `/services/${clinic.service.id}`, { name: 'Mine' }],
      ['DELETE', `/services/${clinic.service.id}`, undefined],
    ] as const) {
      expect([path, (await clinic.ask(method, path, { as: as(who), body })).status]).toEqual([path, 403]);
    }
  });

  test('their own queue is served as ever', async () => {
    const entries = `/queues/${clinic.queue.id}/entries`;
    const { entry } = (await expectStatus(201, clinic.ask('POST', entries, { as: as(who), body: {} }))).body;
    expect((await clinic.ask('GET', `/queues/${clinic.queue.id}/board`, { as: as(who) })).status).toBe(200);
    expect((await clinic.ask('GET', `/entries/${entry.id}/why`, { as: as(who) })).status).toBe(200);
    const renamed = await clinic.ask('PATCH', `/queues/${clinic.queue.id}`, { as: as(who), body: { name: 'General' } });
    expect(renamed.status).toBe(isManager(who) ? 200 : 403);
    await expectStatus(200, clinic.ask('DELETE', `/entries/${entry.id}?reason=x`, { as: as(who) }));
  });
});

describe('somebody who is limited or set free', () => {
  test('is shown with the limits, and works under them at once', async () => {
    const { id, token } = await hire('staff', {});
    const reach = async () => (await clinic.ask('GET', `/queues/${north.queue.id}`, { as: token })).status;
    const limit = (body: object) => expectStatus(200, clinic.ask('PATCH', `/users/${id}`, { body }));
    expect(await reach()).toBe(200);
    const { body } = await limit({ queue_ids: [clinic.queue.id], office_ids: [] });
    expect(body).toMatchObject({ queue_ids: [clinic.queue.id], office_ids: [], revision: 2 });
    expect(await reach()).toBe(404);
    expect(service.ended.at(-1)).toEqual({ how: 'readmit', who: { kind: 'user', id } });
    // Something else is changed: the limits stay.
    expect((await limit({ name: 'Lima' })).body.queue_ids).toEqual([clinic.queue.id]);
    expect((await limit({ office_ids: [north.office.id] })).body.queue_ids).toEqual([clinic.queue.id]);
    expect(await reach()).toBe(200);
    expect((await limit({ office_ids: [], queue_ids: [] })).body).toMatchObject({ office_ids: [], queue_ids: [] });
    expect(await reach()).toBe(200);
  });

  test('has the queues that are added to the office', async () => {
    const { token } = await hire('manager', { office_ids: [north.office.id] });
    const ask = (method: string, path: string, body?: object) =>
      clinic.ask(method, path, { as: token, ...(body && { body }) });
    expect((await ask('GET', '/queues')).body.data).toHaveLength(1);
    const byOwner = await clinic.make('/queues', { name: 'New', prefix: 'NN', office_id: north.office.id });
    expect((await ask('GET', `/queues/${byOwner.id}`)).status).toBe(200);
    const mine = { name: 'Newer', prefix: 'NM', office_id: north.office.id };
    const { id } = (await expectStatus(201, ask('POST', '/queues', mine))).body;
    expect((await ask('GET', `/queues/${id}`)).status).toBe(200);
  });

  test('does not work everywhere when the last queue or office is removed', async () => {
    const office = await clinic.make('/offices', { name: 'Brief' });
    const queue = await clinic.make('/queues', { name: 'Brief', prefix: 'B', office_id: office.id });
    const ofQueue = await hire('staff', { queue_ids: [queue.id] });
    const ofOffice = await hire('staff', { office_ids: [office.id] });
    await expectStatus(204, clinic.ask('DELETE', `/queues/${queue.id}`));
    await expectStatus(204, clinic.ask('DELETE', `/offices/${office.id}`));
    for (const { token } of [ofQueue, ofOffice]) {
      const { data } = (await clinic.ask('GET', '/queues?active=true', { as: token })).body;
      expect(data).toEqual([]);
      expect((await clinic.ask('GET', `/queues/${clinic.queue.id}`, { as: token })).status).toBe(404);
    }
    // What was closed may stay among the limits, and nobody else is limited to it.
    const change = (id: string, body: object) => clinic.ask('PATCH', `/users/${id}`, { body });
    await expectStatus(200, change(ofQueue.id, { role: 'manager' }));
    await expectStatus(200, change(ofQueue.id, { queue_ids: [queue.id, clinic.queue.id] }));
    expect((await change(ofOffice.id, { queue_ids: [queue.id] })).status).toBe(404);
  });

  test('closes the own counter, also one that calls from what is no longer theirs', async () => {
    const { id, token } = await hire('staff', {});
    const counter = await clinic.make('/counters', { name: 'Desk', office_id: north.office.id });
    const session = `/counters/${counter.id}/session`;
    await expectStatus(200, clinic.ask('PUT', session, { as: token, body: { queue_ids: [north.queue.id] } }));
    await expectStatus(200, clinic.ask('PATCH', `/users/${id}`, { body: { queue_ids: [clinic.queue.id] } }));
    expect((await clinic.ask('PUT', session, { as: token, body: { queue_ids: [north.queue.id] } })).status).toBe(404);
    await expectStatus(204, clinic.ask('DELETE', session, { as: token }));
  });

  test('a limited manager does not take over a counter that calls from other queues, nor reads which', async () => {
    const body = { queue_ids: [clinic.queue.id, second.queue.id] };
    const session = `/counters/${own.counter.id}/session`;
    await expectStatus(200, clinic.ask('PUT', session, { body }));
    const manager = as('manager of a queue');
    const taken = await clinic.ask('PUT', session, { as: manager, body: { queue_ids: [clinic.queue.id] } });
    expect(taken.body.code).toBe('counter_in_use');
    expect((await clinic.ask('DELETE', session, { as: manager })).body.code).toBe('counter_in_use');
    const read = (await clinic.ask('GET', `/counters/${own.counter.id}`, { as: manager })).body;
    expect(read.session.queue_ids).toEqual([clinic.queue.id]);
    await expectStatus(204, clinic.ask('DELETE', session));
  });

  test.each(['owner', 'admin'])('an %s cannot be limited', async (role) => {
    const limited = { name: 'A', email: 'a@limits.example', password: PASSWORD, role, queue_ids: [clinic.queue.id] };
    const made = await clinic.ask('POST', '/users', { body: limited });
    expect([made.status, made.body.errors[0].path]).toEqual([400, 'body.queue_ids']);
    const { id } = await hire('staff', { office_ids: [north.office.id] });
    const risen = await clinic.ask('PATCH', `/users/${id}`, { body: { role } });
    expect([risen.status, risen.body.errors[0].path]).toEqual([400, 'body.office_ids']);
    await expectStatus(200, clinic.ask('PATCH', `/users/${id}`, { body: { role, office_ids: [] } }));
  });

  test("is not limited to another organization's office or queue", async () => {
    const other = await openOrganization(service);
    for (const limits of [{ office_ids: [other.office.id] }, { queue_ids: [other.queue.id] }]) {
      const theirs = await clinic.ask('PATCH', `/users/${clinic.user.id}`, { body: limits });
      const key = Object.keys(limits)[0] ?? '';
      const missing = await clinic.ask('PATCH', `/users/${clinic.user.id}`, { body: { [key]: [randomUUID()] } });
      expect(said(theirs)).toEqual(said(missing));
      expect(theirs.status).toBe(404);
    }
  });
});
