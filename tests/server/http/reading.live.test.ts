import { shortId } from '../../../server/access/short-id.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization } from './organization.ts';

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

describe('a list', () => {
  beforeAll(async () => {
    for (let n = 1; n <= 6; n++) await clinic.make('/services', { name: `Service ${n}`, duration_minutes: n });
  });

  test('comes in parts, each once, while others are added', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Json = (await clinic.ask('GET', `/services?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`))
        .body;
      expect(page.data.length).toBeLessThanOrEqual(3);
      seen.push(...page.data.map(({ name }: Json) => name));
      cursor = page.next_cursor;
      if (seen.length === 3) await clinic.make('/services', { name: 'Later', duration_minutes: 1 });
    } while (cursor !== null);
    expect(seen).toEqual([
      'Consultation',
      'Service 1',
      'Service 2',
      'Service 3',
      'Service 4',
      'Service 5',
      'Service 6',
      'Later',
    ]);
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1.5',
    'cursor=nonsense',
    'cursor=',
    'active=maybe',
    `cursor=${shortId('11111111-1111-4111-8111-111111111111')}x`,
  ])('is refused for %s', async (query) => {
    const answer = await clinic.ask('GET', `/services?${query}`);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, `query.${query.split('=', 1)[0]}`]);
  });

  test('of 200 is allowed, and is empty after the last', async () => {
    expect((await clinic.ask('GET', '/services?limit=200')).body.next_cursor).toBeNull();
    const end = shortId('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect((await clinic.ask('GET', `/services?cursor=${end}`)).body).toEqual({ data: [], next_cursor: null });
  });

  test("is narrowed to an office's own", async () => {
    const office = await clinic.make('/offices', { name: 'Other' });
    const counter = await clinic.make('/counters', { name: 'There', office_id: office.id });
    const { data } = (await clinic.ask('GET', `/counters?office_id=${office.id}&active=true`)).body;
    expect(data.map(({ id }: Json) => id)).toEqual([counter.id]);
  });
});

describe('an ETag', () => {
  const read = (path: string, headers: Record<string, string> = {}) => clinic.ask('GET', path, { headers });

  test('of a thing is its revision, and spares sending it again', async () => {
    const { headers } = await read(`/offices/${clinic.office.id}`);
    expect(headers.get('ETag')).toBe('"1"');
    // As a browser asks that was told to keep nothing.
    const again = await read(`/offices/${clinic.office.id}`, { 'If-None-Match': '"1"', 'Cache-Control': 'no-cache' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await read(`/offices/${clinic.office.id}`, { 'If-None-Match': '"x", W/"1"' })).status).toBe(304);
    expect((await read(`/offices/${clinic.office.id}`, { 'If-None-Match': '"2"' })).status).toBe(200);
  });

  test('guards against changing what somebody else has changed', async () => {
    const change = (name: string, ifMatch: string) =>
      clinic.ask('PATCH', `/offices/${clinic.office.id}`, { body: { name }, headers: { 'If-Match': ifMatch } });
    const first = await change('First', '"1"');
    expect([first.status, first.headers.get('ETag')]).toEqual([200, '"2"']);
    const late = await change('Second', '"1"');
    expect([late.status, late.body.code]).toEqual([412, 'version_mismatch']);
    expect((await change('Second', '"nonsense"')).status).toBe(412);
    expect((await change('Second', '*')).status).toBe(200);
    expect((await read(`/offices/${clinic.office.id}`)).body).toMatchObject({ name: 'Second', revision: 3 });
  });

  test('of ten changes that are meant for the same one, one is made', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        clinic.ask('PATCH', `/services/${clinic.service.id}`, {
          body: { name: `N${n}` },
          headers: { 'If-Match': '"1"' },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  test('of something with parts changes with them', async () => {
    const before = await read(`/providers/${clinic.provider.id}`);
    const tag = before.headers.get('ETag') ?? '';
    await clinic.ask('PATCH', `/offices/${clinic.office.id}`, { body: { name: 'New sign' } });
    expect((await read(`/providers/${clinic.provider.id}`, { 'If-None-Match': tag })).body.offices[0].name).toBe(
      'New sign',
    );
    const session = (await read(`/counters/${clinic.counter.id}`)).headers.get('ETag') ?? '';
    await clinic.ask('PUT', `/counters/${clinic.counter.id}/session`, {
      as: clinic.staff,
      body: { queue_ids: [clinic.queue.id], state: 'paused', reason: 'tea' },
    });
    expect((await read(`/counters/${clinic.counter.id}`, { 'If-None-Match': session })).status).toBe(200);
    // And its change is still guarded by the revision that stands before.
    expect(
      (
        await clinic.ask('PATCH', `/providers/${clinic.provider.id}`, {
          body: { title: 'Dr.' },
          headers: { 'If-Match': tag },
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await clinic.ask('PATCH', `/providers/${clinic.provider.id}`, {
          body: { title: 'Dr.' },
          headers: { 'If-Match': tag },
        })
      ).status,
    ).toBe(412);
  });

  test('of a board is its epoch and version', async () => {
    const path = `/queues/${clinic.queue.id}/board`;
    const board = await read(path);
    const tag = board.headers.get('ETag') ?? '';
    expect(tag).toBe(`"${board.body.epoch}.${board.body.version}"`);
    expect(board.headers.get('Vary')).toContain('Authorization');
    expect((await read(path, { 'If-None-Match': tag })).status).toBe(304);
    await clinic.make(`/queues/${clinic.queue.id}/entries`, {});
    expect((await read(path, { 'If-None-Match': tag })).body.version).toBe(board.body.version + 1);
  });

  test("of a patient's place spares a phone that asks again and again", async () => {
    const path = `/track/${clinic.trackingToken}`;
    const tag = (await clinic.ask('GET', path, { as: null })).headers.get('ETag') ?? '';
    expect((await clinic.ask('GET', path, { as: null, headers: { 'If-None-Match': tag } })).status).toBe(304);
  });
});

describe('what something else still uses stays', () => {
  test('an office with a queue, a provider with a queue, a queue with people, a counter that is open', async () => {
    for (const path of [
      `/offices/${clinic.office.id}`,
      `/providers/${clinic.provider.id}`,
      `/queues/${clinic.queue.id}`,
      `/counters/${clinic.counter.id}`,
    ]) {
      const answer = await clinic.ask('DELETE', path);
      expect([path, answer.status, answer.body?.code]).toEqual([path, 409, 'in_use']);
    }
  });

  test('a prefix is one queue of an office, a name one counter', async () => {
    const again = await clinic.ask('POST', '/queues', {
      body: { name: 'X', prefix: 'A', office_id: clinic.office.id },
    });
    expect(again.body.code).toBe('already_taken');
    const counter = await clinic.ask('POST', '/counters', { body: { name: 'Room 1', office_id: clinic.office.id } });
    expect(counter.body.code).toBe('already_taken');
  });

  test('a counter keeps its name while people are sent to it', async () => {
    expect(
      (await clinic.ask('PATCH', `/counters/${clinic.counter.id}`, { body: { name: 'Elsewhere' } })).body.code,
    ).toBe('in_use');
  });
});
