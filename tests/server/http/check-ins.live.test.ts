import { eventually } from '../../support/eventually.ts';
import { noonZone } from '../../support/noon-zone.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** Coming with an appointment: to the tablet at the entrance, and with one's own telephone. */

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService({ limits: { check_in: { points: 1_000, seconds: 60 } } });
});
beforeEach(async () => {
  clinic = await openOrganization(service);
  await change(`/offices/${clinic.office.id}`, { time_zone: noonZone() });
  await change(`/providers/${clinic.provider.id}`, { service_ids: [clinic.service.id] });
});
afterAll(async () => {
  await service?.close();
});

const change = (path: string, body: object) => expectStatus(200, clinic.ask('PATCH', path, { body }));
const inMinutes = (minutes: number) => new Date(Math.round(Date.now() / 60_000 + minutes) * 60_000).toISOString();
const ADA = { patient_name: 'Ada Lovelace', birth_date: '1990-12-10' };

/** Another place where the same provider works. */
async function annexe(): Promise<Json> {
  const office = await clinic.make('/offices', { name: 'Annexe', time_zone: noonZone() });
  await change(`/providers/${clinic.provider.id}`, { offices: [{ id: clinic.office.id }, { id: office.id }] });
  return office;
}

/** Booked by staff, at any time. */
async function book({ minutes = 20, ...more }: { minutes?: number; [word: string]: unknown } = {}): Promise<Json> {
  return clinic.make('/appointments', {
    service_id: clinic.service.id,
    office_id: clinic.office.id,
    provider_id: clinic.provider.id,
    starts_at: inMinutes(minutes),
    overbook: true,
    ...ADA,
    ...more,
  });
}
const atTablet = (path: string, body: Json, as = clinic.deviceToken) => clinic.ask('POST', path, { as, body });
const look = async (body: Json, as?: string): Promise<Json> =>
  (await expectStatus(201, atTablet('/check-in-lookups', body, as))).body;
const enter = async (body: Json): Promise<Json> => (await expectStatus(201, atTablet('/check-ins', body))).body;
const statusOf = async (id: string) => (await clinic.ask('GET', `/appointments/${id}`)).body.status;

test('whoever types the code sees that it is theirs and no more than that, and gets a number', async () => {
  const { appointment } = await book();
  const { code } = appointment;
  const seen = await look({ code: `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}` });
  expect(seen).toEqual({
    state: 'ready',
    starts_at: appointment.starts_at,
    time_zone: appointment.time_zone,
    service: 'Consultation',
    provider: 'Dr. Grey',
    office: 'Main Street',
    initial: 'A.',
    check_in_from: expect.any(String),
    ticket_number: null,
  });
  const { entry, tracking_token, tracking_url } = await enter({ code });
  expect(entry).toMatchObject({ queue_id: clinic.queue.id, status: 'waiting', ticket_number: 'A002' });
  expect(entry).not.toHaveProperty('patient_name');
  expect(tracking_url).toContain(`/t/${tracking_token}`);
  expect(await statusOf(appointment.id)).toBe('checked_in');
  // Once is enough, and who has lost the slip hears the number.
  expect(await look({ code })).toMatchObject({ state: 'checked_in', ticket_number: 'A002' });
  expect((await atTablet('/check-ins', { code })).body.code).toBe('not_possible_now');
});

test('the QR code of the booking is as good as the code, of another organization it is nothing', async () => {
  const { booking_token, booking_url } = await book();
  expect(await look({ code: booking_url })).toMatchObject({ state: 'ready' });
  const other = await openOrganization(service);
  const foreign = await other.ask('POST', '/check-in-lookups', { as: other.deviceToken, body: { code: booking_url } });
  expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
  expect((await enter({ code: booking_token })).entry.ticket_number).toBe('A002');
});

describe('by name and date of birth', () => {
  test('nobody, unless the organization wants it so', async () => {
    await book();
    expect((await atTablet('/check-in-lookups', ADA)).status).toBe(403);
    await change('/organization', { check_in_by_name: true });
    expect(await look({ patient_name: ' ada  LOVELACE', birth_date: ADA.birth_date })).toMatchObject({
      state: 'ready',
    });
  });

  test('another name, another date and somebody unknown are told the same', async () => {
    await change('/organization', { check_in_by_name: true });
    await book();
    const said = await Promise.all(
      [
        { ...ADA, patient_name: 'Ada Byron' },
        { ...ADA, birth_date: '1990-12-11' },
        { patient_name: 'Nobody', birth_date: '2000-01-01' },
      ].map((body) => atTablet('/check-in-lookups', body)),
    );
    expect(said.map(({ status, body }) => [status, { ...body, request_id: null }])).toEqual(
      said.map(() => [404, { ...said[0]?.body, request_id: null }]),
    );
  });

  test('only today and only here; of two the next that is left', async () => {
    await change('/organization', { check_in_by_name: true });
    await book({ minutes: 3 * 24 * 60 });
    await book({ office_id: (await annexe()).id });
    expect((await atTablet('/check-in-lookups', ADA)).status).toBe(404);
    const later = await book({ minutes: 50 });
    const sooner = await book({ minutes: 15 });
    expect((await look(ADA)).starts_at).toBe(sooner.appointment.starts_at);
    await enter(ADA);
    expect((await look(ADA)).starts_at).toBe(later.appointment.starts_at);
  });

  test('when, and not what for nor with whom; of what is cancelled or over nothing', async () => {
    await change('/organization', { check_in_by_name: true });
    const { appointment } = await book();
    expect(await look(ADA)).toMatchObject({ state: 'ready', initial: 'A.', service: null, provider: null });
    expect(await look({ code: appointment.code })).toMatchObject({ service: 'Consultation' });
    await expectStatus(200, clinic.ask('DELETE', `/appointments/${appointment.id}`, { body: {} }));
    expect((await atTablet('/check-in-lookups', ADA)).status).toBe(404);
  });

  test('not as many as somebody likes, also after one that was right, and the owner reads of it', async () => {
    const strict = await openService({ limits: { check_in_by_name: { points: 3, seconds: 60 } } });
    try {
      clinic = await openOrganization(strict);
      await change(`/providers/${clinic.provider.id}`, { service_ids: [clinic.service.id] });
      await change(`/offices/${clinic.office.id}`, { time_zone: noonZone() });
      await change('/organization', { check_in_by_name: true });
      const { code } = (await book()).appointment;
      await look(ADA);
      await enter(ADA);
      const statuses = [];
      for (let n = 0; n < 4; n++) statuses.push((await atTablet('/check-in-lookups', ADA)).status);
      expect(statuses).toEqual([201, 429, 429, 429]);
      expect((await look({ code })).state).toBe('checked_in');
      const events = await eventually(async () => {
        const { data } = (await clinic.ask('GET', '/security-log')).body;
        expect(data).not.toEqual([]);
        return data;
      });
      expect(events.map(({ event, details }: Json) => [event, details.count])).toEqual([['check_in_blocked', 1]]);
    } finally {
      await strict.close();
    }
  });

  test('the one that is coming, and not the one that was missed before', async () => {
    await change('/organization', { check_in_by_name: true });
    const missed = await book({ minutes: -10 });
    await expectStatus(201, clinic.ask('POST', `/appointments/${missed.appointment.id}/no-show`));
    const coming = await book({ minutes: 5 });
    expect((await look(ADA)).starts_at).toBe(coming.appointment.starts_at);
  });
});

describe('whoever comes with an appointment that is', () => {
  test.each([
    ['in four hours', 'too_early', { minutes: 240 }, 'too_early'],
    ['in three days', 'another_day', { minutes: 3 * 24 * 60 }, 'too_early'],
  ])('%s is told when to come', async (_when, state, more, refusal) => {
    const { appointment } = await book(more);
    expect(await look({ code: appointment.code })).toMatchObject({ state, starts_at: appointment.starts_at });
    expect((await atTablet('/check-ins', { code: appointment.code })).body.code).toBe(refusal);
    expect(await statusOf(appointment.id)).toBe('booked');
  });

  test('at another office is told which; cancelled, that it is', async () => {
    const there = await book({ office_id: (await annexe()).id });
    expect(await look({ code: there.appointment.code })).toMatchObject({ state: 'another_office', office: 'Annexe' });
    const off = await book();
    await expectStatus(200, clinic.ask('DELETE', `/appointments/${off.appointment.id}`, { body: { reason: 'ill' } }));
    expect(await look({ code: off.appointment.code })).toMatchObject({ state: 'cancelled' });
    for (const { appointment } of [there, off])
      expect((await atTablet('/check-ins', { code: appointment.code })).body.code).toBe('not_possible_now');
  });

  test('of no queue of the tablet is sent to the desk', async () => {
    const eyes = await clinic.make('/services', { name: 'Eyes', duration_minutes: 10 });
    await change(`/providers/${clinic.provider.id}`, { service_ids: [eyes.id] });
    const { appointment } = await book({ service_id: eyes.id });
    expect(await look({ code: appointment.code })).toMatchObject({ state: 'elsewhere' });
    expect((await atTablet('/check-ins', { code: appointment.code })).body.code).toBe('no_queue');
  });

  test('missed already is let in all the same, on the same day', async () => {
    const { appointment } = await book({ minutes: -10 });
    await expectStatus(201, clinic.ask('POST', `/appointments/${appointment.id}/no-show`));
    expect((await enter({ code: appointment.code })).entry.status).toBe('waiting');
  });
});

test('a tablet is for the people before it: staff, displays and passers-by do not ask as one', async () => {
  const { appointment } = await book();
  const { device_token: display } = await clinic.pair('display', 'Wall');
  const body = { code: appointment.code };
  for (const path of ['/check-in-lookups', '/check-ins']) {
    expect((await clinic.ask('POST', path, { as: null, body })).status).toBe(401);
    for (const as of [clinic.owner, clinic.staff, display])
      expect((await clinic.ask('POST', path, { as, body })).status).toBe(403);
  }
});

test('a tablet says whether it asks for appointments, and how', async () => {
  const way = async () => (await clinic.ask('GET', '/devices/self', { as: clinic.deviceToken })).body.check_in;
  expect(await way()).toBe('none');
  await clinic.make('/schedules', {
    provider_id: clinic.provider.id,
    office_id: clinic.office.id,
    effective_from: '2026-01-01',
    hours: [{ weekday: 1, from: '09:00', until: '12:00' }],
  });
  expect(await way()).toBe('code');
  await change('/organization', { check_in_by_name: true });
  expect(await way()).toBe('name');
});

test('whoever tries codes at one tablet is stopped, also with the right one', async () => {
  const strict = await openService({ limits: { check_in: { points: 4, seconds: 60 } } });
  try {
    clinic = await openOrganization(strict);
    await change(`/providers/${clinic.provider.id}`, { service_ids: [clinic.service.id] });
    const { code } = (await book()).appointment;
    const tries = ['AAAAAAA2', 'AAAAAAA3', code, 'AAAAAAA4', 'AAAAAAA5', code];
    const statuses = [];
    for (const one of tries) statuses.push((await atTablet('/check-in-lookups', { code: one })).status);
    // To look once at the own appointment does not begin the count anew.
    expect(statuses).toEqual([404, 404, 201, 404, 429, 429]);
    const { device_token: another } = await clinic.pair('kiosk', 'Side door');
    expect((await atTablet('/check-in-lookups', { code }, another)).status).toBe(201);
  } finally {
    await strict.close();
  }
});

describe('with the own telephone', () => {
  const DOOR = { latitude: 52.52, longitude: 13.405 };
  const arrive = (token: string, body: Json = {}) =>
    clinic.ask('POST', `/bookings/${token}/arrival`, { as: null, body });

  test('whoever reads the code at the entrance is in the queue at once', async () => {
    const { booking_token, appointment } = await book();
    const wrong = await arrive(booking_token, { premises_code: 'AAAAAA' });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'body.premises_code']);
    expect(await statusOf(appointment.id)).toBe('booked');
    const { body } = await expectStatus(
      201,
      arrive(booking_token, { premises_code: clinic.office.premises_code.toLowerCase() }),
    );
    expect(body).toMatchObject({ status: 'checked_in', ticket_number: 'A002' });
    expect(body.tracking_url).toContain('/t/trk_');
  });

  test('whoever is near enough, too; from afar nobody', async () => {
    await change(`/offices/${clinic.office.id}`, { position: DOOR });
    const { booking_token, appointment } = await book();
    const far = await arrive(booking_token, { latitude: 52.53, longitude: 13.405, accuracy: 20 });
    expect([far.status, far.body.code]).toEqual([409, 'too_far']);
    expect(await statusOf(appointment.id)).toBe('booked');
    const { body } = await expectStatus(201, arrive(booking_token, { ...DOOR, accuracy: 20 }));
    expect(body).toMatchObject({ status: 'checked_in', ticket_number: 'A002' });
  });

  test.each([
    ['says so', {}],
    ['has a telephone that is not sure', { ...DOOR, accuracy: 3_000 }],
  ])('whoever only %s is looked at by staff, who let them in', async (_how, word) => {
    await change(`/offices/${clinic.office.id}`, { position: DOOR });
    const { booking_token, appointment } = await book();
    const { body } = await expectStatus(201, arrive(booking_token, word));
    expect(body).toMatchObject({ status: 'arrived', ticket_number: null, tracking_url: null, may: { arrive: true } });
    // Said twice it is still so.
    await expectStatus(201, arrive(booking_token, word));
    const { body: seen } = await clinic.ask('GET', `/appointments?office_id=${clinic.office.id}&status=arrived`);
    expect(seen.data.map(({ id }: Json) => id)).toEqual([appointment.id]);
    const checkedIn = clinic.ask('POST', `/appointments/${appointment.id}/check-in`, { as: clinic.staff });
    expect((await expectStatus(201, checkedIn)).body.entry.ticket_number).toBe('A002');
  });

  test('whoever finds the code after saying so is in the queue', async () => {
    const { booking_token } = await book();
    await expectStatus(201, arrive(booking_token));
    const { body } = await expectStatus(201, arrive(booking_token, { premises_code: clinic.office.premises_code }));
    expect(body).toMatchObject({ status: 'checked_in', ticket_number: 'A002', may: { arrive: false } });
  });

  test('nobody hours before, and nobody without an appointment any more', async () => {
    const early = await book({ minutes: 300 });
    expect((await arrive(early.booking_token)).body.code).toBe('too_early');
    expect(await statusOf(early.appointment.id)).toBe('booked');
    expect((await arrive(early.booking_token, { premises_code: clinic.office.premises_code })).body.code).toBe(
      'too_early',
    );
    const off = await book();
    await expectStatus(200, clinic.ask('DELETE', `/appointments/${off.appointment.id}`, { body: {} }));
    expect((await arrive(off.booking_token)).body.code).toBe('not_possible_now');
  });

  test('the code at the entrance is not found by trying', async () => {
    const { booking_token } = await book();
    const statuses = [];
    for (let n = 0; n < 12; n++) statuses.push((await arrive(booking_token, { premises_code: `AAAAA${n}` })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429, 429]);
  });
});
