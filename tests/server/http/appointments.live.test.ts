import pg from 'pg';
import { createPersonalData } from '../../../server/access/personal-data.ts';
import { createResponseCipher } from '../../../server/access/response-cipher.ts';
import { forgetOldAppointments } from '../../../server/jobs/personal-data.ts';
import { findWords } from '../../support/find-words.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** From the first look at the times to the end of the matter, as a browser asks for it. */
let service: Service;
let clinic: Organization;
let admin: pg.Client;
beforeAll(async () => {
  service = await openService();
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  clinic = await openOrganization(service);
  const { id } = clinic.service;
  await expectStatus(200, clinic.ask('PATCH', `/services/${id}`, { body: { booking: { online: true, notice: 0 } } }));
  await expectStatus(200, clinic.ask('PATCH', `/providers/${clinic.provider.id}`, { body: { service_ids: [id] } }));
  await clinic.make('/schedules', {
    ...{ provider_id: clinic.provider.id, office_id: clinic.office.id, effective_from: '2020-01-01' },
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', until: '20:00' })),
  });
  await expectStatus(200, clinic.ask('PATCH', '/organization', { body: { retention_days: 30 } }));
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const day = (away: number) => inDays(away).toISOString().slice(0, 10);
const place = () => ({ service_id: clinic.service.id, office_id: clinic.office.id });
const stranger = (method: string, path: string, body?: Json, headers: Record<string, string> = {}) =>
  clinic.ask(method, path, { as: null, headers, ...(body && { body }) });

let used = 0;
/** A time that nobody has had yet. */
async function freeTime(): Promise<Json> {
  const asked = `/services/${clinic.service.id}/slots?office_id=${clinic.office.id}&from=${day(2)}&to=${day(9)}`;
  const { data } = (await expectStatus(200, stranger('GET', asked))).body;
  // Two apart, so that one may be moved into what lies between.
  return { ...place(), provider_id: data[0].provider_id, starts_at: data[2 * ++used].starts_at };
}
const book = async (who: Json, headers: Record<string, string> = {}): Promise<Json> =>
  (await expectStatus(201, stranger('POST', '/appointments', { ...(await freeTime()), ...who }, headers))).body;

const ADA = { patient_name: 'Ada', email: 'ada@example.org' };

test('somebody keeps a time, books it, moves it and cancels it by the link alone', async () => {
  const slot = await freeTime();
  const kept = (await expectStatus(201, stranger('POST', '/appointment-holds', slot))).body;
  expect(kept).toMatchObject({ appointment: { status: 'held', starts_at: slot.starts_at } });
  expect((await stranger('POST', '/appointment-holds', slot)).body).toMatchObject({ code: 'slot_taken' });
  const booked = (await expectStatus(201, stranger('POST', '/appointments', { hold_token: kept.hold_token, ...ADA })))
    .body;
  expect(booked).toMatchObject({
    appointment: { id: kept.appointment.id, status: 'booked', patient_name: 'Ada', office: 'Main Street' },
    booking_token: kept.hold_token,
    booking_url: expect.stringContaining(`/b/${kept.hold_token}`) as string,
  });
  const link = `/bookings/${booked.booking_token}`;
  const moved = (await expectStatus(200, stranger('PUT', `${link}/slot`, { starts_at: (await freeTime()).starts_at })))
    .body;
  expect(moved).toMatchObject({ code: booked.appointment.code, status: 'booked' });
  expect(moved.id).not.toBe(booked.appointment.id);
  expect((await expectStatus(200, stranger('GET', link))).body).toEqual(moved);
  await expectStatus(200, stranger('DELETE', `${link}?reason=better`));
  expect((await expectStatus(200, stranger('GET', link))).body).toMatchObject({ status: 'cancelled' });
});

test('the link names nobody, and ends two days after the matter, however long ago it was moved', async () => {
  const booked = await book(ADA);
  const link = `/bookings/${booked.booking_token}`;
  expect((await expectStatus(200, stranger('GET', link))).body.patient_name).toBeNull();
  const { starts_at } = await freeTime();
  const moved = (await expectStatus(200, stranger('PUT', `${link}/slot`, { starts_at }))).body;
  expect(moved.patient_name).toBeNull();
  const ended = (id: string, hours: number) =>
    admin.query('UPDATE appointments SET closed_at = now() - make_interval(hours => $2) WHERE id = $1', [id, hours]);
  /** Asked as on a node that has not just looked at it. */
  const look = async () => {
    service.access.forget(booked.booking_token);
    return (await stranger('GET', link)).status;
  };
  await ended(booked.appointment.id, 24 * 40);
  expect(await look()).toBe(200);
  await expectStatus(200, stranger('DELETE', link));
  await ended(moved.id, 47);
  expect(await look()).toBe(200);
  await ended(moved.id, 49);
  expect(await look()).toBe(404);
});

test('a time that is given back is free; a wrong token is an address that does not exist', async () => {
  const slot = await freeTime();
  const { hold_token: token } = (await expectStatus(201, stranger('POST', '/appointment-holds', slot))).body;
  await expectStatus(404, stranger('DELETE', `/appointment-holds/${token.slice(0, -4)}AAAA`));
  await expectStatus(204, stranger('DELETE', `/appointment-holds/${token}`));
  await expectStatus(201, stranger('POST', '/appointment-holds', slot));
  const other = await openOrganization(service);
  await expectStatus(404, other.ask('GET', `/bookings/${token}`, { as: null }));
  await expectStatus(404, other.ask('POST', '/appointments', { as: null, body: { hold_token: token, ...ADA } }));
});

test('the same request again books nothing again', async () => {
  const slot = await freeTime();
  const headers = { 'Idempotency-Key': 'books-once-and-only-once' };
  const ask = () => expectStatus(201, stranger('POST', '/appointments', { ...slot, ...ADA }, headers));
  const [first, again] = [await ask(), await ask()];
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
});

test('staff find appointments by day, status, name, phone, address and code', async () => {
  const slot = await freeTime();
  const who = { patient_name: 'Zoë Quiñones', phone: '+34600111222', email: 'Zoe@example.org' };
  const { appointment } = await clinic.make('/appointments', { ...slot, ...who });
  const find = async (query: Record<string, string>): Promise<string[]> => {
    const path = `/appointments?${new URLSearchParams(query).toString()}`;
    return (await expectStatus(200, clinic.ask('GET', path, { as: clinic.staff }))).body.data.map(({ id }: Json) => id);
  };
  // Eight digits, of which a code may be made, too.
  const { appointment: other } = await clinic.make('/appointments', {
    ...(await freeTime()),
    ...{ patient_name: 'Uma', phone: '23456789' },
  });
  expect(await find({ q: '2345 6789' })).toEqual([other.id]);
  await admin.query(`UPDATE appointments SET code = '23456789' WHERE id = $1`, [appointment.id]);
  expect(await find({ q: '2345 6789' })).toEqual([appointment.id, other.id]);
  await admin.query(`UPDATE appointments SET code = $2 WHERE id = $1`, [appointment.id, appointment.code]);
  for (const q of ['zoe qui', '+34 600 111 222', '+34600111222', 'zoe@example.org', appointment.code.toLowerCase()])
    expect([q, await find({ q })]).toEqual([q, [appointment.id]]);
  const on = slot.starts_at.slice(0, 10);
  expect(await find({ from: on, to: on, q: 'zoe' })).toEqual([appointment.id]);
  expect(await find({ from: day(200), q: 'zoe' })).toEqual([]);
  expect(await find({ status: 'cancelled,no_show', q: 'zoe' })).toEqual([]);
  expect((await clinic.ask('GET', '/appointments?status=asleep')).status).toBe(400);
  const read = (await expectStatus(200, clinic.ask('GET', `/appointments/${appointment.id}`))).body;
  expect(read).toMatchObject({ ...who, email: 'zoe@example.org', source: 'staff', version: 1, entry_id: null });
  await expectStatus(401, stranger('GET', '/appointments'));
});

test('a name is looked for from today on, and further than one look reaches', async () => {
  const { appointment } = await clinic.make('/appointments', { ...(await freeTime()), patient_name: 'Last of all' });
  // Three weeks of days at which somebody came every minute.
  await admin.query(
    `INSERT INTO appointments (organization_id, id, origin_id, code, status, status_at, service_id, office_id, provider_id,
       starts_at, ends_at, busy_from, busy_until, source, created_at, closed_at)
     SELECT organization_id, n.id, n.id, 'M' || translate(lpad(upper(to_hex(n.place)), 7, 'G'), '01', 'YZ'), 'cancelled', now(), service_id, office_id,
       provider_id, n.at, n.at + interval '5 minutes', n.at, n.at + interval '5 minutes', 'staff', now(), now()
     FROM appointments, LATERAL (SELECT place, gen_random_uuid() AS id, now() + (place - 2100) * interval '1 minute' AS at
       FROM generate_series(1, 4600) AS place) n
     WHERE appointments.id = $1`,
    [appointment.id],
  );
  const pages: Json[] = [];
  const look = async (more: string) => {
    pages.length = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/appointments?q=last+of+all${more}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await expectStatus(200, clinic.ask('GET', path));
      pages.push(body.data.map(({ id }: Json) => id));
      cursor = body.next_cursor;
    }
    return pages.flat();
  };
  expect(await look('')).toEqual([appointment.id]);
  expect(pages.length).toBeGreaterThan(1);
  expect(await look(`&from=${day(-3)}`)).toEqual([appointment.id]);
  expect(pages.length).toBeGreaterThan(2);
  expect(await look(`&to=${day(-1)}`)).toEqual([]);
  await admin.query(`DELETE FROM appointments WHERE status = 'cancelled' AND code LIKE 'M%' AND organization_id = $1`, [
    clinic.id,
  ]);
});

test('a list is read page by page in the order of time', async () => {
  await book({ ...ADA, patient_name: 'Pages' });
  const all: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/appointments?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await expectStatus(200, clinic.ask('GET', path));
    all.push(...body.data.map(({ starts_at }: Json) => starts_at));
    cursor = body.next_cursor;
  }
  expect(all.length).toBeGreaterThan(2);
  expect(all).toEqual(all.toSorted((a, b) => a.localeCompare(b)));
});

test('whoever waits is offered what is given back, and takes it by the link', async () => {
  const booked = await book({ ...ADA, patient_name: 'Gives back' });
  const wish = { ...place(), wanted_from: day(0), wanted_until: day(20) };
  const waiting = (
    await expectStatus(201, stranger('POST', '/waitlist', { ...wish, patient_name: 'Wim', phone: '+34600111333' }))
  ).body;
  expect(waiting.appointment).toMatchObject({ status: 'waitlisted', starts_at: null, wanted: { from: day(0) } });
  await expectStatus(200, clinic.ask('DELETE', `/appointments/${booked.appointment.id}`, { body: { reason: 'ill' } }));
  const link = `/bookings/${waiting.booking_token}`;
  expect((await stranger('GET', link)).body).toMatchObject({
    status: 'offered',
    starts_at: booked.appointment.starts_at,
    may: { answer_offer: true },
  });
  expect((await clinic.ask('GET', '/waitlist')).body.data).toMatchObject([{ status: 'offered', patient_name: 'Wim' }]);
  await expectStatus(201, stranger('POST', `${link}/acceptance`));
  await expectStatus(409, stranger('POST', `${link}/refusal`));
  expect((await clinic.ask('GET', '/waitlist/figures')).body).toEqual({
    ...{ waiting: 0, offers_open: 0 },
    ...{ backfilled: 1, minutes_recovered: 20 },
  });
});

test('staff book what repeats, move all that follow, and cancel them', async () => {
  const slot = await freeTime();
  const series = await clinic.make('/appointment-series', { ...slot, ...ADA, rule: 'FREQ=WEEKLY;COUNT=3' });
  expect(series).toMatchObject({ skipped: [], booked: [{}, {}, {}] });
  const [first] = series.booked;
  const starts_at = new Date(Date.parse(slot.starts_at) + 20 * 60_000).toISOString();
  const path = `/appointments/${first.appointment.id}`;
  const moved = (await expectStatus(200, clinic.ask('PUT', `${path}/slot`, { body: { starts_at, scope: 'all' } })))
    .body;
  const open = async () =>
    (await clinic.ask('GET', `/appointments?series_id=${series.series_id}&status=booked`)).body.data;
  expect(await open()).toHaveLength(3);
  await expectStatus(200, clinic.ask('DELETE', `/appointments/${moved.id}?scope=all`));
  expect(await open()).toEqual([]);
});

describe('somebody who asks to be forgotten', () => {
  /** Where the words stand, in the clear or sealed. */
  function places(words: readonly string[]): Promise<string[]> {
    const personal = createPersonalData(service.access.keys);
    const answers = createResponseCipher(service.access.keys);
    return findWords(service.adminUrl, words, (table, row, value) => {
      const organizationId = String(row['organization_id']);
      const id = String(row['id']);
      if (table === 'public.entries') return JSON.stringify(personal(organizationId).open(id, value));
      if (table === 'public.appointments') return JSON.stringify(personal(organizationId).openAppointment(id, value));
      if (table === 'public.idempotency_keys' && value === row['response'])
        return answers.open(organizationId, value).toString();
      return null;
    });
  }
  const quetzal = {
    patient_name: 'Pat Quetzal',
    phone: '+34600222333',
    email: 'quetzal@canary.example',
    note: 'Quetzal',
  };
  const words = ['Quetzal', 'quetzal', '+34600222333'];
  const erase = async (body: Json): Promise<Json> =>
    (await expectStatus(201, clinic.ask('POST', '/patients/erasures', { body }))).body;

  test('has no appointment any more, and no link; the time is free', async () => {
    const booked = await book(quetzal, { 'Idempotency-Key': 'somebody-books-once' });
    const path = `/appointments/${booked.appointment.id}/slot`;
    const { starts_at } = await freeTime();
    await expectStatus(200, clinic.ask('PUT', path, { body: { starts_at } }));
    await expectStatus(
      201,
      stranger('POST', '/waitlist', { ...place(), ...quetzal, wanted_from: day(0), wanted_until: day(9) }),
    );
    expect(await places(words)).toEqual(['public.appointments.personal', 'public.idempotency_keys.response']);
    expect(await erase({ phone: '+34 600 222 333' })).toEqual({ entries: 0, appointments: 3 });
    expect(await places(words)).toEqual([]);
    await expectStatus(404, stranger('GET', `/bookings/${booked.booking_token}`));
    await expectStatus(201, stranger('POST', '/appointment-holds', { ...place(), starts_at }));
  });

  test('is found by one appointment, also without a phone', async () => {
    const { appointment } = await clinic.make('/appointments', { ...(await freeTime()), patient_name: 'Quetzal' });
    expect(await erase({ appointment_id: appointment.id })).toEqual({ entries: 0, appointments: 1 });
    expect(await places(words)).toEqual([]);
    await expectStatus(404, clinic.ask('POST', '/patients/erasures', { body: { appointment_id: clinic.entry.id } }));
  });

  test('is found by one appointment with all that is the same person’s: the series, and name with date of birth', async () => {
    const born = { patient_name: 'Pat Quetzal', birth_date: '1980-05-06' };
    const { starts_at, ...time } = await freeTime();
    const series = await clinic.make('/appointment-series', {
      ...{ ...time, starts_at, ...born, rule: 'FREQ=WEEKLY;COUNT=2', conflicts: 'skip' },
    });
    const second = series.booked[1].appointment;
    await clinic.make('/appointments', { ...(await freeTime()), ...born });
    const other = await clinic.make('/appointments', {
      ...(await freeTime()),
      ...{ patient_name: 'Quetzal', phone: '+34600222999' },
    });
    const codeNow = async () =>
      (await admin.query<{ code: string }>('SELECT code FROM appointments WHERE id = $1', [second.id])).rows[0]?.code;
    const code = await codeNow();
    const erased = await erase({ appointment_id: second.id });
    expect(erased).toEqual({ entries: 0, appointments: series.booked.length + 1 });
    const kept = (await clinic.ask('GET', `/appointments/${other.appointment.id}`)).body;
    expect(kept.patient_name).toBe('Quetzal');
    expect(await codeNow()).not.toBe(code);
    await erase({ phone: '+34600222999' });
    expect(await places(words)).toEqual([]);
  });

  test('is forgotten in time by itself, when the matter is over', async () => {
    const ended = await book(quetzal);
    await expectStatus(200, stranger('DELETE', `/bookings/${ended.booking_token}`));
    const forget = (days: number) => forgetOldAppointments(service.database, service.doors, inDays(days), 2);
    await forget(29);
    expect(await places(words)).toEqual(['public.appointments.personal']);
    await forget(31);
    expect(await places(words)).toEqual([]);
    await expectStatus(404, stranger('GET', `/bookings/${ended.booking_token}`));
  });
});
