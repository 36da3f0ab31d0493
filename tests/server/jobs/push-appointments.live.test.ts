import pg from 'pg';
import type { AppointmentMessage, Booked, Booking } from '../../../realtime/contract/resources/appointments.ts';
import { openBooking, type BookableClinic } from '../../browser/bookable-clinic.ts';
import { yes } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { noonZone } from '../../support/noon-zone.ts';
import { openPushService, type PushService } from '../../support/push-service.ts';
import { callNext, CANARY, openService, signUpClinic, type Clinic, type Service } from '../../support/service.ts';

/** Telephones that are told of an appointment while its page is closed: by two nodes, through a push service that opens what it is sent. */
let push: PushService;
let service: Service;
let admin: pg.Client;
let clinic: Clinic;
let booking: BookableClinic;

beforeAll(async () => {
  push = await openPushService();
  service = await openService({ nodes: 2, env: push.env });
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
}, 120_000);
beforeEach(async () => {
  const node = service.nodes[0]?.url ?? '';
  clinic = await signUpClinic(node);
  booking = await openBooking(node, clinic, { booking: { reminders: [60], early_from: 1_440 } });
  push.delivered.length = 0;
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await service?.close();
  await push?.close();
});

/** Somebody without an address whose telephone wants to be told of this booking. */
async function withTelephone({ booking_token: token, appointment }: Booked, language = 'en') {
  const browser = push.browser();
  await yes(booking.passerBy.put(`/bookings/${token}/push`, { ...browser, language }));
  const path = new URL(browser.endpoint).pathname;
  const received = () => push.delivered.filter((one) => one.path === path);
  return {
    id: appointment.id,
    token,
    browser,
    path,
    received,
    titles: () => received().map((one) => one.message.title),
  };
}

/** A time two days ahead, one of them, and the ones after it. */
async function freeTime(n = 0): Promise<string> {
  const { data } = await booking.slots();
  const later = data.filter(({ starts_at }) => Date.parse(starts_at) > Date.now() + 48 * 3_600_000);
  return later[n]?.starts_at ?? '';
}

const bookSomebody = async (n = 0): Promise<Booked> =>
  booking.book(await freeTime(n), { patient_name: CANARY, phone: `+49301234${100 + n}` });

async function kept(table = 'appointment_push_subscriptions'): Promise<number> {
  const { rows } = await admin.query(`SELECT FROM ${table} WHERE organization_id = $1`, [clinic.organizationId]);
  return rows.length;
}

/** What staff see of how somebody was told. */
async function told(id: string): Promise<[kind: string, status: string, detail: string | null][]> {
  const { data } = await yes(clinic.owner.get<{ data: AppointmentMessage[] }>(`/appointments/${id}/messages`));
  return data.flatMap(({ channel, kind, status, detail }) => (channel === 'push' ? [[kind, status, detail]] : []));
}

const toldBy = async (id: string, kind: string) => (await told(id)).find(([one]) => one === kind);

test('a telephone is told when its appointment is moved and cancelled, each once, with the time and without a name', async () => {
  const booked = await bookSomebody();
  const phone = await withTelephone(booked, 'de');
  const { id: moved } = await yes(
    clinic.owner.put<{ id: string }>(`/appointments/${phone.id}/slot`, { starts_at: await freeTime(4) }),
  );
  await eventually(() => expect(phone.received()).toHaveLength(1));
  const [first] = phone.received();
  if (!first) throw new Error('one was delivered');
  expect(first.message).toEqual({
    title: 'Ihr Termin bei City Clinic wurde verschoben',
    body: expect.stringMatching(/^[A-Z][a-z]+tag, \d+\. .* um \d\d:\d\d .*MEZ|MESZ$/),
    path: `/b/${phone.token}`,
    tag: first.headers['topic'],
    urgent: false,
    language: 'de',
    direction: 'ltr',
  });
  expect(first.headers).toMatchObject({ 'content-encoding': 'aes128gcm' });
  // A telephone that is off is looked for until the appointment begins.
  expect(Number(first.headers['ttl'])).toBeGreaterThan(47 * 3_600);
  expect(first.sender).toMatchObject({ aud: `https://${push.host}` });

  await yes(clinic.owner.delete(`/appointments/${moved}`));
  await eventually(() => expect(phone.titles().slice(1)).toEqual(['Ihr Termin bei City Clinic wurde abgesagt']));
  await eventually(async () => expect(await toldBy(moved, 'cancelled')).toEqual(['cancelled', 'sent', null]));
  const said = JSON.stringify(phone.received().map(({ message }) => message));
  for (const word of [CANARY, 'Check-up']) expect(said).not.toContain(word);
  // Where it lies, nobody can read it.
  const { rows } = await admin.query<{ row: string }>('SELECT s::text AS row FROM appointment_push_subscriptions s');
  expect(rows.map(({ row }) => row).join()).not.toMatch(new RegExp(`localhost|${phone.path}`));
  expect(service.nodes.map((node) => node.logs()).join()).not.toContain(phone.path);
});

test('it is reminded, unless its owner wants no reminders', async () => {
  const [reminded, left] = [await bookSomebody(), await bookSomebody(2)];
  const [phone, silent] = [await withTelephone(reminded), await withTelephone(left)];
  await yes(booking.passerBy.put(`/bookings/${silent.token}/reminders`, { reminders: false }));
  await eventually(async () => expect(await planned('reminder')).toBe(2));
  // Two days have passed, as far as these two are concerned.
  await admin.query(
    `UPDATE appointments SET status_at = now() - interval '2 days', busy_from = busy_from - d.by, busy_until = busy_until - d.by,
       starts_at = starts_at - d.by, ends_at = ends_at - d.by
     FROM (SELECT min(starts_at) - now() - interval '58 minutes' AS by FROM appointments WHERE organization_id = $1) d
     WHERE organization_id = $1`,
    [clinic.organizationId],
  );
  await admin.query(
    `UPDATE graphile_worker._private_jobs j SET run_at = now(), payload = jsonb_set(payload::jsonb, '{starts_at}',
       to_jsonb(to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))::json
     FROM appointments a WHERE a.id::text = payload ->> 'appointment_id' AND payload ->> 'kind' = 'reminder'`,
  );
  await eventually(() => expect(phone.titles()).toEqual(['Reminder: your appointment at City Clinic']));
  await eventually(async () => expect(await planned('reminder')).toBe(0));
  expect(silent.titles()).toEqual([]);
  expect(await toldBy(phone.id, 'reminder')).toEqual(['reminder', 'sent', null]);
});

async function planned(kind: string): Promise<number> {
  const { rows } = await admin.query(
    `SELECT FROM graphile_worker._private_jobs WHERE payload ->> 'kind' = $1 AND payload ->> 'organization_id' = $2`,
    [kind, clinic.organizationId],
  );
  return rows.length;
}

test('whoever waits is offered what becomes free on the locked screen, until when, and urgently', async () => {
  const booked = await bookSomebody();
  const day = booked.appointment.starts_at?.slice(0, 10) ?? '';
  const after = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const waiting = await yes(
    booking.passerBy.post<Booked>('/waitlist', {
      service_id: booking.service.id,
      office_id: clinic.officeId,
      ...{ wanted_from: day, wanted_until: after, patient_name: CANARY, email: 'wanda@example.org' },
    }),
  );
  const phone = await withTelephone(waiting);
  await yes(clinic.owner.delete(`/appointments/${booked.appointment.id}`));
  await eventually(() => expect(phone.titles()).toEqual(['A time has become free at City Clinic']));
  const [offer] = phone.received();
  expect(offer?.message).toMatchObject({ urgent: true, body: expect.stringContaining('We keep it for you until') });
  // Later nobody can take it.
  const { expires_at } = await yes(booking.passerBy.get<Booking>(`/bookings/${waiting.booking_token}`));
  const left = (Date.parse(expires_at ?? '') - Date.now()) / 1000;
  expect(Math.abs(Number(offer?.headers['ttl']) - left)).toBeLessThan(60);
});

test('whoever has checked in is called by the telephone that was told of the appointment', async () => {
  await yes(clinic.owner.patch(`/offices/${clinic.officeId}`, { time_zone: noonZone() }));
  const booked = await booking.book((await booking.slots()).data[0]?.starts_at ?? '');
  const phone = await withTelephone(booked);
  const queue = await clinic.queue('A');
  const room = await clinic.counter([queue.id], clinic.owner);
  await yes(clinic.owner.post(`/appointments/${phone.id}/check-in`));
  await callNext(clinic.owner, queue.id, room);
  await eventually(() => expect(phone.titles().at(-1)).toBe('A001: it is your turn'));
  const { tracking_url: place } = await yes(booking.passerBy.get<Booking>(`/bookings/${phone.token}`));
  expect(place).toContain(phone.received().at(-1)?.message.path ?? 'nowhere');
  expect(await kept('push_subscriptions')).toBe(1);
  // In the queue it is the visit that is told of.
  const late = await booking.passerBy.put(`/bookings/${phone.token}/push`, { ...push.browser(), language: 'en' });
  expect(late).toMatchObject({ status: 409, body: { code: 'not_possible_now' } });
});

test('whoever was given the link of one date of a series is told of that date, and of no other', async () => {
  const { booked } = await yes(
    clinic.owner.post<{ booked: Booked[] }>('/appointment-series', {
      ...{ service_id: booking.service.id, office_id: clinic.officeId, starts_at: await freeTime() },
      ...{ patient_name: CANARY, phone: '+493012349', rule: 'FREQ=DAILY;COUNT=3' },
    }),
  );
  const [first, second] = booked;
  if (!first || !second) throw new Error('three were booked');
  const phone = await withTelephone(second);
  const { id: moved } = await yes(
    clinic.owner.put<{ id: string }>(`/appointments/${first.appointment.id}/slot`, { starts_at: await freeTime(6) }),
  );
  // Nobody is told of the first one: its person has no address, and the telephone was asked for another.
  await eventually(async () => {
    const { data } = await yes(clinic.owner.get<{ data: AppointmentMessage[] }>(`/appointments/${moved}/messages`));
    expect(data.map(({ kind, detail }) => [kind, detail])).toContainEqual(['moved', 'no_way']);
  });
  await yes(clinic.owner.delete(`/appointments/${moved}?scope=all`));
  await eventually(() => expect(phone.received()).toHaveLength(1));
  expect(phone.received()[0]?.message.path).toBe(`/b/${second.booking_token}`);
});

test('one that is told no longer, or is gone, is forgotten; where one of two has it, it is told', async () => {
  const booked = await bookSomebody();
  const [gone, here, left] = [await withTelephone(booked), await withTelephone(booked), await withTelephone(booked)];
  await yes(booking.passerBy.delete(`/bookings/${left.token}/push`, { endpoint: left.browser.endpoint }));
  expect(await kept()).toBe(2);
  push.forget(gone.path);
  const { id } = await yes(
    clinic.owner.put<{ id: string }>(`/appointments/${gone.id}/slot`, { starts_at: await freeTime(4) }),
  );
  await eventually(async () => expect(await toldBy(id, 'moved')).toEqual(['moved', 'sent', null]));
  expect([gone, here, left].map((one) => one.titles().length)).toEqual([0, 1, 0]);
  expect(await kept()).toBe(1);
});

test('a push service that is busy is asked again, and a booking has five telephones at most', async () => {
  const booked = await bookSomebody();
  for (let n = 0; n < 6; n++) await withTelephone(booked);
  expect(await kept()).toBe(5);
  await admin.query('DELETE FROM appointment_push_subscriptions');
  const phone = await withTelephone(booked);
  push.answerWith(503);
  await yes(clinic.owner.delete(`/appointments/${phone.id}`));
  await eventually(async () =>
    expect(await toldBy(phone.id, 'cancelled')).toEqual(['cancelled', 'waiting', 'unreachable']),
  );
  await admin.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await eventually(async () => expect(await toldBy(phone.id, 'cancelled')).toEqual(['cancelled', 'sent', null]));
  expect(phone.titles()).toHaveLength(1);
});

test('whoever is forgotten is told nothing more, and one that is over is swept away a day later', async () => {
  const [forgotten, over, present] = [await bookSomebody(), await bookSomebody(2), await bookSomebody(4)];
  for (const one of [forgotten, over, present]) await withTelephone(one);
  await yes(clinic.owner.post('/patients/erasures', { appointment_id: forgotten.appointment.id }));
  expect(await kept()).toBe(2);
  await yes(clinic.owner.delete(`/appointments/${over.appointment.id}`));
  await admin.query('SELECT app.sweep_pushes(now())');
  expect(await kept()).toBe(2);
  await admin.query(`SELECT app.sweep_pushes(now() + interval '25 hours')`);
  expect(await kept()).toBe(1);
});

test.each(['https://evil.example/x', 'https://127.0.0.1/x', 'http://fcm.googleapis.com/fcm/send/x'])(
  '%s is no push service, whoever says so',
  async (endpoint) => {
    const { booking_token: token } = await bookSomebody();
    const answer = await booking.passerBy.put(`/bookings/${token}/push`, {
      ...push.browser(),
      endpoint,
      language: 'en',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', errors: [{ path: 'body.endpoint' }] } });
    expect(await kept()).toBe(0);
  },
);

test('a key that is no point of the curve is refused while somebody is there to hear it', async () => {
  const { booking_token: token } = await bookSomebody();
  const browser = push.browser();
  const wrong = { ...browser, keys: { ...browser.keys, p256dh: 'B'.repeat(87) }, language: 'en' };
  expect((await booking.passerBy.put(`/bookings/${token}/push`, wrong)).status).toBe(400);
  expect(await kept()).toBe(0);
});
