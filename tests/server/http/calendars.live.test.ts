import ICAL from 'ical.js';
import pg from 'pg';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** Appointments in other people's calendars, what staff see of the letters, and how somebody is no longer reminded. */
let service: Service;
let clinic: Organization;
let admin: pg.Client;
let offer: Json;

beforeAll(async () => {
  service = await openService({ publicUrl: 'https://q.example' });
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  offer = await clinic.make('/services', {
    ...{ name: 'Skin check', duration_minutes: 30 },
    booking: { person_limit: 100 },
  });
  await expectStatus(
    200,
    clinic.ask('PATCH', `/providers/${clinic.provider.id}`, { body: { service_ids: [offer.id] } }),
  );
  await clinic.make('/schedules', {
    provider_id: clinic.provider.id,
    office_id: clinic.office.id,
    effective_from: '2020-01-01',
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' })),
  });
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const HOUR = 3_600_000;
const midnight = Math.ceil(Date.now() / (24 * HOUR)) * 24 * HOUR;
let hours = 48;
async function booked(more: Json = {}): Promise<Json> {
  const starts_at = new Date(midnight + hours++ * HOUR).toISOString();
  return clinic.make('/appointments', {
    ...{ service_id: offer.id, office_id: clinic.office.id, provider_id: clinic.provider.id, starts_at },
    ...{ patient_name: 'Ada Canary', email: 'ada@home.example', ...more },
  });
}
const own = (method: string, made: Json, path: string, sent: Parameters<typeof clinic.ask>[2] = {}) =>
  clinic.ask(method, `/bookings/${made.booking_token}${path}`, { as: null, ...sent });
/** What a program is given that knows an address and nothing else. */
const fetched = (url: string, headers: Record<string, string> = {}) =>
  send(service.url, 'GET', new URL(url).pathname, { headers });

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      summary: event.summary,
    };
  });
}

test('the own booking is put into a calendar, and is the same event after it was moved', async () => {
  const made = await booked();
  const { appointment } = made;
  const file = await expectStatus(200, own('GET', made, '/calendar.ics'));
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="appointment.ics"');
  const [event] = read(file.text);
  expect(event).toMatchObject({
    sequence: 0,
    start: appointment.starts_at,
    summary: `Appointment at Clinic ${clinic.slug}`,
  });
  expect(file.text).not.toMatch(/Ada|Skin/);
  const starts_at = new Date(midnight + hours++ * HOUR).toISOString();
  await expectStatus(200, clinic.ask('PUT', `/appointments/${appointment.id}/slot`, { body: { starts_at } }));
  expect(read((await own('GET', made, '/calendar.ics')).text)).toEqual([
    { ...event, sequence: 1, start: new Date(starts_at).toISOString() },
  ]);
  const other = await booked();
  expect(
    (await clinic.ask('GET', `/bookings/${other.booking_token.slice(0, -1)}x/calendar.ics`, { as: null })).status,
  ).toBe(404);
});

describe('the calendar of a provider', () => {
  const share = async (): Promise<string> =>
    (await expectStatus(201, clinic.ask('POST', `/providers/${clinic.provider.id}/calendar-feed`))).body.url;

  test('holds what is booked, without anybody’s name, and lets go of what is cancelled', async () => {
    const url = await share();
    expect(url).toMatch(new RegExp(`^https://q\\.example/o/${clinic.slug}/api/v1/calendars/cal_[\\w-]{66}\\.ics$`));
    const made = await booked();
    const [gone, kept] = [await booked(), made];
    await expectStatus(200, clinic.ask('DELETE', `/appointments/${gone.appointment.id}`));
    const feed = await expectStatus(200, fetched(url));
    const starts = read(feed.text).map(({ start }) => start);
    expect(starts).toContain(kept.appointment.starts_at);
    expect(starts).not.toContain(gone.appointment.starts_at);
    expect(feed.text).not.toMatch(/Ada|home\.example/);
    expect(feed.text).toContain('SUMMARY:Skin check');
    // With a code whoever has the address could check somebody in at the tablet.
    expect(feed.text).not.toContain(kept.appointment.code);
    expect(feed.text).toContain('X-WR-CALNAME:Dr. Grey');
  });

  test('says in a line that nothing is new, until something is', async () => {
    const url = await share();
    const etag = (await fetched(url)).headers.get('etag') ?? '';
    const again = await fetched(url, { 'If-None-Match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    await booked();
    expect((await fetched(url, { 'If-None-Match': etag })).status).toBe(200);
  });

  test('begins ninety days ago', async () => {
    const url = await share();
    const made = await booked();
    const shift = (days: number) =>
      admin.query(
        `UPDATE appointments SET starts_at = now() - make_interval(days => $2), ends_at = now() - make_interval(days => $2) + interval '30 minutes',
           busy_from = now() - make_interval(days => $2), busy_until = now() - make_interval(days => $2) + interval '30 minutes' WHERE id = $1`,
        [made.appointment.id, days],
      );
    const uid = `UID:${made.appointment.id}@waitlessq`;
    await shift(89);
    expect((await fetched(url)).text).toContain(uid);
    await shift(91);
    expect((await fetched(url)).text).not.toContain(uid);
  });

  test('has one address: a new one ends the old, and it can be ended', async () => {
    const first = await share();
    const second = await share();
    expect((await fetched(first)).status).toBe(404);
    expect((await fetched(second)).status).toBe(200);
    await expectStatus(204, clinic.ask('DELETE', `/providers/${clinic.provider.id}/calendar-feed`));
    expect((await fetched(second)).status).toBe(404);
    expect((await clinic.ask('DELETE', `/providers/${clinic.provider.id}/calendar-feed`)).status).toBe(404);
  });

  test('is shared by those who look after providers, and the log says so', async () => {
    expect(
      (await clinic.ask('POST', `/providers/${clinic.provider.id}/calendar-feed`, { as: clinic.staff })).status,
    ).toBe(403);
    const log = await expectStatus(200, clinic.ask('GET', '/audit-log'));
    const actions = log.body.data.map(({ action }: Json) => action);
    expect(actions).toContain('provider.calendar_shared');
    expect(actions).toContain('provider.calendar_unshared');
  });

  test('holds nothing of somebody who was forgotten', async () => {
    const url = await share();
    const made = await booked();
    const uid = `UID:${made.appointment.id}@waitlessq`;
    expect((await fetched(url)).text).toContain(uid);
    await admin.query('UPDATE appointments SET anonymised_at = now() WHERE id = $1', [made.appointment.id]);
    expect((await fetched(url)).text).not.toContain(uid);
  });

  test('of one organization is not found at another, though it had a calendar of the same id', async () => {
    const url = await share();
    const other = await openOrganization(service);
    await admin.query(
      `INSERT INTO calendar_feeds (organization_id, id, provider_id)
       SELECT $1, id, $2 FROM calendar_feeds WHERE organization_id = $3 AND provider_id = $4`,
      [other.id, other.provider.id, clinic.id, clinic.provider.id],
    );
    expect((await fetched(url)).status).toBe(200);
    expect((await fetched(url.replace(clinic.slug, other.slug))).status).toBe(404);
  });

  test('ends with the provider: out of use, and removed', async () => {
    const leaving = async () => {
      const { id } = await clinic.make('/providers', { name: 'Dr. Leaving', offices: [{ id: clinic.office.id }] });
      const url: string = (await expectStatus(201, clinic.ask('POST', `/providers/${id}/calendar-feed`))).body.url;
      expect((await fetched(url)).status).toBe(200);
      return { path: `/providers/${id}`, url };
    };
    const resting = await leaving();
    await expectStatus(200, clinic.ask('PATCH', resting.path, { body: { active: false } }));
    expect((await fetched(resting.url)).status).toBe(404);
    await expectStatus(200, clinic.ask('PATCH', resting.path, { body: { active: true } }));
    expect((await fetched(resting.url)).status).toBe(404);
    const gone = await leaving();
    await expectStatus(204, clinic.ask('DELETE', gone.path));
    expect((await fetched(gone.url)).status).toBe(404);
    const idle = await leaving();
    await admin.query('UPDATE providers SET active = false WHERE organization_id = $1 AND id = $2', [
      clinic.id,
      idle.path.slice('/providers/'.length),
    ]);
    expect((await fetched(idle.url)).status).toBe(404);
  });
});

describe('whoever has the link', () => {
  const reminders = async (made: Json) => (await expectStatus(200, own('GET', made, ''))).body.reminders;
  const planned = async (made: Json) =>
    (
      await admin.query<{ lead: number }>(
        `SELECT (payload ->> 'lead')::int AS lead FROM graphile_worker._private_jobs
         WHERE payload ->> 'appointment_id' = $1 AND payload ->> 'kind' = 'reminder' ORDER BY 1`,
        [made.appointment.id],
      )
    ).rows.map(({ lead }) => lead);

  test('wants no reminders, and then wants them again', async () => {
    const made = await booked();
    expect(await reminders(made)).toBe(true);
    await expectStatus(200, own('PUT', made, '/reminders', { body: { reminders: false } }));
    expect(await reminders(made)).toBe(false);
    expect(await planned(made)).toEqual([]);
    const { body } = await expectStatus(200, own('PUT', made, '/reminders', { body: { reminders: true } }));
    expect(body.reminders).toBe(true);
    expect(await planned(made)).toEqual([120, 1440]);
    await own('PUT', made, '/reminders', { body: { reminders: true } });
    expect(await planned(made)).toEqual([120, 1440]);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('ends them by one tap in a mail program, which sends %s', async (type, form) => {
    const made = await booked();
    const answer = await fetch(`${service.url}/o/${clinic.slug}/api/v1/bookings/${made.booking_token}/unsubscription`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: form,
    });
    expect(answer.status).toBe(204);
    expect(await reminders(made)).toBe(false);
  });

  test('ends nothing by merely looking at the address', async () => {
    const made = await booked();
    expect((await own('GET', made, '/unsubscription')).status).toBe(405);
    expect(await reminders(made)).toBe(true);
  });
});

test('staff see what a person was told, of the time before it was moved, too', async () => {
  const { appointment } = await booked();
  const starts_at = new Date(midnight + hours++ * HOUR).toISOString();
  const { body: moved } = await expectStatus(
    200,
    clinic.ask('PUT', `/appointments/${appointment.id}/slot`, { body: { starts_at } }),
  );
  for (const [id, kind, at] of [
    [appointment.id, 'confirmation', '2026-01-01T10:00:00Z'],
    [moved.id, 'moved', '2026-01-02T10:00:00Z'],
  ])
    await admin.query(
      `INSERT INTO appointment_messages (organization_id, id, appointment_id, kind, channel, starts_at, status, at)
       VALUES ($1, gen_random_uuid(), $2, $3, 'email', now(), 'sent', $4)`,
      [clinic.id, id, kind, at],
    );
  for (const id of [appointment.id, moved.id]) {
    const { body } = await expectStatus(200, clinic.ask('GET', `/appointments/${id}/messages`, { as: clinic.staff }));
    expect(body.data.map(({ kind, channel, status, lead }: Json) => [kind, channel, status, lead])).toEqual([
      ['moved', 'email', 'sent', 0],
      ['confirmation', 'email', 'sent', 0],
    ]);
  }
});
