import pg from 'pg';
import { expectStatus, openOrganization, type Organization } from './organization.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';

/** Which times somebody is offered: the staff of a clinic, and whoever passes by. */

/** A Monday morning in Berlin. */
const NOW = '2026-11-23T06:00:00Z';
const MONDAY = '2026-11-23';

let service: Service;
let admin: pg.Client;
let clinic: Organization;
let office: Json;
let consultation: Json;
let amara: Json;
let jonas: Json;

beforeAll(async () => {
  service = await openService({ clock: () => new Date(NOW) });
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});
beforeEach(async () => {
  clinic = await openOrganization(service);
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise' WHERE id = $1`, [clinic.id]);
  office = await clinic.make('/offices', { name: 'City Centre', time_zone: 'Europe/Berlin' });
  consultation = await clinic.make('/services', {
    name: 'Checkup',
    duration_minutes: 30,
    booking: { online: true, notice: 0, horizon: 30 },
  });
  [amara, jonas] = [await provider('Amara'), await provider('Jonas')];
  await works(amara, '09:00', '11:00');
  await works(jonas, '10:00', '12:00');
});

const provider = (name: string, more: Json = {}): Promise<Json> =>
  clinic.make('/providers', { name, offices: [{ id: office.id }], service_ids: [consultation.id], ...more });
const works = (who: Json, from: string, until: string, more: Json = {}): Promise<Json> =>
  clinic.make('/schedules', {
    provider_id: who.id,
    office_id: office.id,
    effective_from: '2026-01-01',
    hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, until })),
    ...more,
  });

type Asked = { from?: string; to?: string; as?: string | null; of?: Json; service?: Json };
const ask = ({ from = MONDAY, to = from, as = null, of, service: wanted = consultation }: Asked = {}) =>
  of
    ? clinic.ask(
        'GET',
        `/providers/${of.id}/slots?service_id=${wanted.id}&office_id=${office.id}&from=${from}&to=${to}`,
        { as },
      )
    : clinic.ask('GET', `/services/${wanted.id}/slots?office_id=${office.id}&from=${from}&to=${to}`, { as });
const slots = async (asked: Asked = {}): Promise<Json> => (await expectStatus(200, ask(asked))).body;
const times = async (asked: Asked = {}): Promise<string[]> =>
  (await slots(asked)).data.map(({ local }: Json) => local.slice(11));
const withWhom = async (asked: Asked = {}): Promise<Json> =>
  Object.fromEntries(
    (await slots(asked)).data.map((slot: Json) => [
      slot.local.slice(11),
      slot.provider_id === amara.id ? 'Amara' : 'Jonas',
    ]),
  );

/** As it stands in the table, however it came there. */
async function taken(who: Json, starts: string, more: Json = {}): Promise<void> {
  const minutes = more.minutes ?? 30;
  const at = new Date(`${MONDAY}T${starts}:00+01:00`);
  const ends = new Date(at.getTime() + minutes * 60_000);
  await admin.query(
    `INSERT INTO appointments (organization_id, id, origin_id, code, status, status_at, timer_at, service_id, office_id, provider_id,
       starts_at, ends_at, busy_from, busy_until, source, created_at, seat, capacity, overbooked)
     SELECT $1, id, id, upper(translate(substr(replace(id::text, '-', ''), 25, 8), '01io', '2345')), $2, now(), $3, $4, $5, $6,
       $7, $8, $7, $9, 'staff', now(), $10, $11, $12
     FROM gen_random_uuid() AS id`,
    [
      clinic.id,
      more.status ?? 'booked',
      more.timer ?? null,
      (more.service ?? consultation).id,
      office.id,
      who.id,
      at,
      ends,
      new Date(ends.getTime() + (more.after ?? 0) * 60_000),
      more.seat ?? 0,
      more.capacity ?? 1,
      more.overbooked ?? false,
    ],
  );
}

test('a provider has the times of the schedule, on the clock of the office', async () => {
  const answer = await slots({ of: amara });
  expect(answer).toMatchObject({ time_zone: 'Europe/Berlin', office_id: office.id, next_day: null });
  expect(answer.data[0]).toEqual({
    starts_at: '2026-11-23T08:00:00.000Z',
    ends_at: '2026-11-23T08:30:00.000Z',
    local: '2026-11-23T09:00',
    provider_id: amara.id,
    seats: 1,
  });
  expect(await times({ of: amara })).toEqual(['09:00', '09:30', '10:00', '10:30']);
  expect(await times({ of: jonas })).toEqual(['10:00', '10:30', '11:00', '11:30']);
});

test('with anybody each time is offered once, with whoever has the least to do', async () => {
  expect(await withWhom()).toEqual({
    ...{ '09:00': 'Amara', '09:30': 'Amara', '10:00': 'Amara', '10:30': 'Amara' },
    ...{ '11:00': 'Jonas', '11:30': 'Jonas' },
  });
  await taken(amara, '09:00');
  expect(await withWhom()).toEqual({
    ...{ '09:30': 'Amara', '10:00': 'Jonas', '10:30': 'Jonas', '11:00': 'Jonas', '11:30': 'Jonas' },
  });
});

test('what is booked, held or offered is taken; what is over, cancelled or put on top is not', async () => {
  await taken(amara, '09:00', { after: 10 });
  expect(await times({ of: amara })).toEqual(['10:00', '10:30']);
  await taken(amara, '10:00', { status: 'held', timer: new Date(Date.parse(NOW) + 60_000) });
  expect(await times({ of: amara })).toEqual(['10:30']);
  await taken(amara, '10:30', { status: 'cancelled' });
  await taken(amara, '10:30', { overbooked: true });
  expect(await times({ of: amara })).toEqual(['10:30']);
  await taken(amara, '10:30', { status: 'offered', timer: new Date(Date.parse(NOW)) });
  expect(await times({ of: amara })).toEqual(['10:30']);
  await admin.query(`UPDATE appointments SET timer_at = timer_at + interval '1 second' WHERE provider_id = $1`, [
    amara.id,
  ]);
  expect(await times({ of: amara })).toEqual([]);
});

test('nobody is in two offices at once', async () => {
  const other = await clinic.make('/offices', { name: 'Riverside', time_zone: 'Europe/Berlin' });
  await taken(amara, '09:00');
  await admin.query('UPDATE appointments SET office_id = $2 WHERE provider_id = $1', [amara.id, other.id]);
  expect(await times({ of: amara })).toEqual(['09:30', '10:00', '10:30']);
});

test('a group has seats until it is full', async () => {
  const course = await clinic.make('/services', {
    name: 'Course',
    duration_minutes: 60,
    booking: { online: true, notice: 0, capacity: 3 },
  });
  await expectStatus(200, clinic.ask('PATCH', `/providers/${amara.id}`, { body: { service_ids: [course.id] } }));
  const seats = async () =>
    (await slots({ service: course })).data.map((slot: Json) => [slot.local.slice(11), slot.seats]);
  expect(await seats()).toEqual([
    ['09:00', 3],
    ['10:00', 3],
  ]);
  const group = { service: course, minutes: 60, capacity: 3 };
  await taken(amara, '09:00', { ...group, seat: 0 });
  await taken(amara, '09:00', { ...group, seat: 1 });
  expect(await seats()).toEqual([
    ['09:00', 1],
    ['10:00', 3],
  ]);
  await taken(amara, '09:00', { ...group, seat: 2 });
  expect(await seats()).toEqual([['10:00', 3]]);
});

test('a holiday, leave and hours besides the regular ones change the day', async () => {
  const differs = (more: Json) =>
    clinic.make('/schedule-exceptions', { name: 'A day', kind: 'closed', from_on: MONDAY, until_on: MONDAY, ...more });
  const leave = await differs({ provider_id: amara.id });
  expect(await times()).toEqual(['10:00', '10:30', '11:00', '11:30']);
  await expectStatus(204, clinic.ask('DELETE', `/schedule-exceptions/${leave.id}`));
  await differs({ office_id: office.id });
  expect(await times()).toEqual([]);
  await differs({ kind: 'open', provider_id: amara.id, office_id: office.id, from_time: '15:00', until_time: '16:00' });
  expect(await withWhom()).toEqual({ '15:00': 'Amara', '15:30': 'Amara' });
});

describe('the next day with a free time', () => {
  test('is told where the days that were asked for have none', async () => {
    expect(await slots({ from: '2026-11-28', to: '2026-11-29' })).toMatchObject({ data: [], next_day: '2026-11-30' });
    await clinic.make('/schedule-exceptions', {
      name: 'Rebuilding',
      kind: 'closed',
      office_id: office.id,
      from_on: MONDAY,
      until_on: '2026-12-20',
    });
    expect(await slots()).toMatchObject({ data: [], next_day: '2026-12-21' });
    // Thirty days ahead, and no further.
    expect((await slots({ from: '2026-12-22', to: '2026-12-22' })).next_day).toBe(null);
    await admin.query(`UPDATE schedule_exceptions SET until_on = '2026-12-22' WHERE organization_id = $1`, [clinic.id]);
    expect((await slots()).next_day).toBe('2026-12-23');
    await admin.query(`UPDATE schedule_exceptions SET until_on = '2026-12-23' WHERE organization_id = $1`, [clinic.id]);
    expect((await slots()).next_day).toBe(null);
  });

  test('is none after the last day of all hours', async () => {
    await admin.query(`UPDATE schedules SET effective_until = '2026-11-27' WHERE organization_id = $1`, [clinic.id]);
    expect((await slots({ from: '2026-11-28', to: '2026-11-28' })).next_day).toBe(null);
    expect((await slots({ from: '2026-11-22', to: '2026-11-22' })).next_day).toBe(MONDAY);
  });

  test('goes past days that are booked out', async () => {
    await admin.query(
      `UPDATE schedules SET hours = '[{"weekday": 1, "from": "09:00", "until": "09:30"}]' WHERE organization_id = $1`,
      [clinic.id],
    );
    for (const who of [amara, jonas]) await taken(who, '09:00');
    expect(await slots()).toMatchObject({ data: [], next_day: '2026-11-30' });
  });
});

test.each(['0000-01-01', '0001-01-01', '1600-01-01', '2026-11-22', '9999-12-31'])(
  'whoever asks for %s hears that there is nothing, and of the next day from today on',
  async (day) => {
    const next_day = day < MONDAY ? MONDAY : null;
    expect(await slots({ from: day })).toMatchObject({ data: [], next_day });
    expect(await slots({ from: day, as: clinic.staff })).toMatchObject({ data: [], next_day });
  },
);

test.each([
  ['0001-01-01T00:00:00Z', 400],
  ['2000-01-01T09:00:00Z', 409],
  ['2199-12-31T23:00:00Z', 409],
  ['9999-12-31T23:00:00Z', 400],
])('a time of %s is kept for nobody', async (starts_at, status) => {
  const body = { service_id: consultation.id, office_id: office.id, provider_id: null, starts_at };
  for (const as of [null, clinic.staff])
    await expectStatus(status, clinic.ask('POST', '/appointment-holds', { as, body }));
});

describe('who is told what', () => {
  test('patients keep to notice and horizon, staff do not', async () => {
    await expectStatus(
      200,
      clinic.ask('PATCH', `/services/${consultation.id}`, { body: { booking: { notice: 240, horizon: 3 } } }),
    );
    expect(await times({ of: jonas })).toEqual(['11:00', '11:30']);
    expect(await times({ of: jonas, as: clinic.staff })).toHaveLength(4);
    expect(await times({ from: '2026-11-27' })).toEqual([]);
    expect(await times({ from: '2026-11-27', as: clinic.staff })).toHaveLength(6);
  });

  test('what is not booked online is not there for a passer-by', async () => {
    await expectStatus(
      200,
      clinic.ask('PATCH', `/services/${consultation.id}`, { body: { booking: { online: false } } }),
    );
    await expectStatus(404, ask());
    await expectStatus(404, ask({ of: amara }));
    expect(await times({ as: clinic.staff })).toHaveLength(6);
    expect((await clinic.ask('GET', '/booking', { as: null })).body.services).toEqual([]);
  });

  test('what is out of use is not there for anybody', async () => {
    const switchOff = (path: string) => expectStatus(200, clinic.ask('PATCH', path, { body: { active: false } }));
    await switchOff(`/providers/${amara.id}`);
    expect(await times({ as: clinic.staff })).toEqual(['10:00', '10:30', '11:00', '11:30']);
    await expectStatus(404, ask({ of: amara, as: clinic.staff }));
    await expectStatus(200, clinic.ask('PATCH', `/providers/${jonas.id}`, { body: { offices: [] } }));
    await expectStatus(404, ask({ as: clinic.staff }));
    await expectStatus(200, clinic.ask('PATCH', `/providers/${jonas.id}`, { body: { offices: [{ id: office.id }] } }));
    await switchOff(`/services/${consultation.id}`);
    await expectStatus(404, ask({ as: clinic.staff }));
  });

  test('of those whose work is limited, only whom their queues are for', async () => {
    const queue = await clinic.make('/queues', {
      name: 'Jonas',
      prefix: 'J',
      office_id: office.id,
      provider_id: jonas.id,
    });
    await expectStatus(200, clinic.ask('PATCH', `/users/${clinic.user.id}`, { body: { queue_ids: [queue.id] } }));
    expect(await times({ as: clinic.staff })).toEqual(['10:00', '10:30', '11:00', '11:30']);
    await expectStatus(404, ask({ of: amara, as: clinic.staff }));
  });

  test('screens and patients in a queue have nothing to do with it', async () => {
    await expectStatus(403, ask({ as: clinic.deviceToken }));
    await expectStatus(403, ask({ as: clinic.trackingToken }));
  });

  test('another organization hears of nothing', async () => {
    const other = await openOrganization(service);
    const path = `/services/${consultation.id}/slots?office_id=${office.id}&from=${MONDAY}&to=${MONDAY}`;
    await expectStatus(404, other.ask('GET', path, { as: other.staff }));
    await expectStatus(404, other.ask('GET', path, { as: null }));
  });

  test.each([
    ['days in the wrong order', { from: '2026-11-24', to: MONDAY }],
    ['more days than two months', { from: '2026-11-01', to: '2027-01-02' }],
    ['a day that is none', { from: '2026-02-30', to: '2026-03-01' }],
  ])('%s are refused', async (_, days) => {
    await expectStatus(400, ask(days));
  });

  test('two months are not too many', async () => {
    expect(await slots({ from: '2026-11-01', to: '2027-01-01' })).toMatchObject({ next_day: null });
  });
});

test('before booking anybody may see what is booked online, where, and with whom', async () => {
  const idle = await provider('Idle');
  await clinic.make('/services', { name: 'Surgery', duration_minutes: 60, booking: { online: true } });
  const { body } = await expectStatus(200, clinic.ask('GET', '/booking', { as: null }));
  expect(body).toEqual({
    services: [
      {
        id: consultation.id,
        name: 'Checkup',
        description: null,
        duration_minutes: 30,
        price_cents: null,
        currency: null,
        change_until: 120,
        horizon: 30,
        offices: [{ id: office.id, provider_ids: [amara.id, jonas.id] }],
      },
    ],
    offices: [{ id: office.id, name: 'City Centre', address: null, time_zone: 'Europe/Berlin', country: 'DE' }],
    providers: [
      { id: amara.id, name: 'Amara', title: null },
      { id: jonas.id, name: 'Jonas', title: null },
    ],
  });
  await works(idle, '09:00', '10:00', { effective_until: '2026-10-01' });
  expect((await clinic.ask('GET', '/booking', { as: null })).body).toEqual(body);
  await expectStatus(200, clinic.ask('PATCH', `/offices/${office.id}`, { body: { active: false } }));
  expect((await clinic.ask('GET', '/booking', { as: null })).body).toEqual({
    services: [],
    offices: [],
    providers: [],
  });
});
