import ICAL from 'ical.js';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { AppointmentRow } from '../../../models/appointment.ts';
import type { Language } from '../../../models/vocabulary.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { createLimits } from '../../../server/access/limits.ts';
import { createOrganizations } from '../../../server/access/organizations.ts';
import { bookAppointment } from '../../../server/commands/appointments/book-appointment.ts';
import { bookSeries } from '../../../server/commands/appointments/book-series.ts';
import { cancelAppointment } from '../../../server/commands/appointments/cancel-appointment.ts';
import { joinWaitlist } from '../../../server/commands/appointments/join-waitlist.ts';
import { moveAppointment } from '../../../server/commands/appointments/move-appointment.ts';
import { changeService } from '../../../server/commands/services/change-service.ts';
import { createDeliverMail, type DeliverMail } from '../../../server/integrations/mail/deliver-mail.ts';
import type { SendPush } from '../../../server/integrations/web-push/send-push.ts';
import { createSendMessage, reachBy } from '../../../server/jobs/send-message.ts';
import { createTellPeople, type TellPeople } from '../../../server/jobs/tell-people.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';
import { headerOf, openMailServer, partsOf, type MailServer } from '../../support/mail-server.ts';

/** What people are written, and when. A clinic in Berlin, in the weeks around the change of the clocks. */
let clinic: Clinic;
let admin: pg.Client;
let mail: MailServer;
let tell: TellPeople;
let service: string;
let provider: string;

const NOW = '2026-03-20T09:00:00Z';
const SECRET_WORDS = 'Unmistakable Ailment';

beforeAll(async () => {
  clinic = await openClinic({ at: NOW });
  admin = new pg.Client(clinic.adminUrl);
  await admin.connect();
  mail = await openMailServer();
  ({ service, provider } = await openForBooking());
  tell = tellWith(
    createDeliverMail({ smtpUrl: mail.url, from: 'WaitLessQ <no-reply@q.example>', onError: () => undefined }),
  );
});
afterAll(async () => {
  await mail?.close();
  await admin?.end();
  await clinic?.close();
});
beforeEach(async () => {
  clinic.setClock(NOW);
  mail.manner = 'takes';
  mail.received.length = 0;
  await admin.query('TRUNCATE graphile_worker._private_jobs');
});

function tellWith(email: DeliverMail | null, push: SendPush | null = null): TellPeople {
  const ways = { email, push, sms: null, whatsapp: null };
  const send = createSendMessage({
    doors: clinic.doors,
    keys: createKeys('only-for-tests-0123456789abcdef0123456789abcdef'),
    limits: createLimits({}),
    site: { baseDomain: null, publicUrl: 'https://q.example', multiTenant: true, production: true },
    mailFrom: 'WaitLessQ <no-reply@q.example>',
    ways,
  });
  const organizations = createOrganizations(clinic.database);
  return createTellPeople({ doors: clinic.doors, organizations, reach: reachBy(ways), send });
}

async function openForBooking(): Promise<{ service: string; provider: string }> {
  const [serviceId, providerId] = [uuidv7(), uuidv7()];
  const own = { organization_id: clinic.organizationId };
  await clinic.doors.transact(clinic.manager, async ({ database, transaction }) => {
    const booking = { reminders: [1440, 120], person_limit: 100 };
    await database.Service.create(
      { ...own, id: serviceId, name: SECRET_WORDS, duration_minutes: 30, booking },
      { transaction },
    );
    await database.Provider.create({ ...own, id: providerId, name: 'Dr. Ada' }, { transaction });
    const pair = { ...own, provider_id: providerId };
    await database.ProviderOffice.create({ ...pair, office_id: clinic.officeId }, { transaction });
    await database.ProviderService.create({ ...pair, service_id: serviceId }, { transaction });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
    await database.Schedule.create(
      { ...pair, id: uuidv7(), office_id: clinic.officeId, effective_from: '2026-01-01', hours },
      { transaction },
    );
  });
  return { service: serviceId, provider: providerId };
}

let people = 0;
async function booked(startsAt: string, more: { language?: Language; reminders?: boolean } = {}) {
  const email = `person-${++people}@home.example`;
  const wanted = { service_id: service, office_id: clinic.officeId, provider_id: provider, starts_at: startsAt };
  const person = { patient_name: `Mia ${people}`, email, note: SECRET_WORDS, ...more };
  const row = await clinic.act(clinic.staff, (tx) => bookAppointment(tx, { ...wanted, ...person }));
  return { row, email };
}

type Job = { id: string; run_at: Date; payload: { kind: string; lead: number } };
const jobs = async () =>
  (await admin.query<Job>(`SELECT id, run_at, payload FROM graphile_worker._private_jobs ORDER BY run_at, id`)).rows;

/** What a worker does with what is due: at once, and of reminders those whose moment has come. */
async function workOff(): Promise<void> {
  const now = clinic.clock() ?? new Date();
  for (const job of await jobs()) {
    if (job.payload.kind === 'reminder' && job.run_at > now) continue;
    await tell(job.payload);
    await admin.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [job.id]);
  }
}

async function at(moment: string): Promise<void> {
  clinic.setClock(moment);
  await workOff();
}

const lettersTo = (email: string) => mail.received.filter(({ to }) => to.includes(email)).map(({ message }) => message);
const textIn = (message = '') => partsOf(message).find(({ type }) => type.startsWith('text/plain'))?.content ?? '';

/** Read by somebody else's program. */
function eventsIn(message = '') {
  const attached = partsOf(message).filter(({ type }) => /calendar|ics/.test(type));
  const [first] = attached;
  if (!first) return null;
  // The same for programs that show an invitation, and for people who save a file.
  const plain = (content: string) => content.replaceAll('\r', '').trim();
  expect(attached.map(({ content }) => plain(content))).toEqual(attached.map(() => plain(first.content)));
  const calendar = new ICAL.Component(ICAL.parse(first.content));
  const events = calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      status: one.getFirstPropertyValue('status'),
      summary: event.summary,
    };
  });
  return { method: calendar.getFirstPropertyValue('method'), events, content: first.content };
}

async function messagesOf({ id }: Pick<AppointmentRow, 'id'>) {
  const { rows } = await admin.query<{ kind: string; lead: number; status: string; detail: string | null }>(
    `SELECT kind, lead, status, detail FROM appointment_messages WHERE appointment_id = $1 ORDER BY at, kind, lead`,
    [id],
  );
  return rows.map(({ kind, lead, status, detail }) => [kind, lead, status, detail]);
}

describe('whoever books', () => {
  test.each([
    ['en', 7, 'Your appointment at Clinic', 'Wednesday, 1 April 2026 at 09:00 CEST'],
    ['de', 8, 'Ihr Termin bei Clinic', 'Mittwoch, 1. April 2026 um 10:00 MESZ'],
    ['es', 9, 'Su cita en Clinic', 'miércoles, 1 de abril de 2026, 11:00 CEST'],
    ['ar', 10, 'موعدكم لدى Clinic', 'الأربعاء، 1 أبريل 2026'],
    ['hi', 11, 'Clinic में आपकी अपॉइंटमेंट', 'बुधवार, 1 अप्रैल 2026'],
  ] as const)(
    'in %s gets a letter in that language, with the office’s time and the link',
    async (language, hour, subject, when) => {
      const { row, email } = await booked(`2026-04-01T${String(hour).padStart(2, '0')}:00:00Z`, { language });
      await workOff();
      const [letter, ...others] = lettersTo(email);
      expect(others).toEqual([]);
      expect(headerOf(letter ?? '', 'Subject')).toBe(subject);
      expect(headerOf(letter ?? '', 'From')).toBe('Clinic <no-reply@q.example>');
      const text = textIn(letter);
      expect(text).toContain(when);
      expect(text).toContain('Main Street');
      expect(text).toContain('Dr. Ada');
      expect(text).toContain(row.code);
      expect(text).toMatch(/^https:\/\/q\.example\/o\/clinic-[^/]+\/b\/apt_[\w-]{66}$/m);
      expect(await messagesOf(row)).toEqual([['confirmation', 0, 'sent', null]]);
    },
  );

  test('finds no word of why they come in any letter, subject or calendar, nor in a job', async () => {
    const { row, email } = await booked('2026-04-02T07:00:00Z');
    expect(JSON.stringify(await jobs())).not.toMatch(/Ailment|Mia|home\.example/);
    await workOff();
    const moved = await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: row.id, starts_at: '2026-04-02T08:00:00Z' }),
    );
    await workOff();
    await at('2026-04-01T08:00:00Z');
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: moved.id, reason: SECRET_WORDS }));
    await workOff();
    const letters = lettersTo(email);
    expect(letters).toHaveLength(4);
    for (const letter of letters) {
      expect(
        partsOf(letter)
          .map(({ content }) => content)
          .join(),
      ).not.toContain('Ailment');
      expect(headerOf(letter, 'Subject')).not.toMatch(/Ailment|Mia/);
    }
  });

  test('has one event in the calendar, which is moved and goes again', async () => {
    const { row, email } = await booked('2026-04-03T07:00:00Z');
    await workOff();
    const moved = await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: row.id, starts_at: '2026-04-03T09:30:00Z' }),
    );
    await workOff();
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: moved.id }));
    await workOff();
    const uid = `${row.origin_id}@waitlessq`;
    const [first, second, third] = lettersTo(email).map(eventsIn);
    const one = { uid, summary: 'Appointment at Clinic' };
    expect(first).toMatchObject({
      method: 'REQUEST',
      events: [
        {
          ...one,
          sequence: 0,
          start: '2026-04-03T07:00:00.000Z',
          end: '2026-04-03T07:30:00.000Z',
          status: 'CONFIRMED',
        },
      ],
    });
    expect(second).toMatchObject({
      method: 'REQUEST',
      events: [{ ...one, sequence: 1, start: '2026-04-03T09:30:00.000Z', status: 'CONFIRMED' }],
    });
    expect(third).toMatchObject({
      method: 'CANCEL',
      events: [{ ...one, sequence: 2, start: '2026-04-03T09:30:00.000Z', status: 'CANCELLED' }],
    });
    expect(headerOf(lettersTo(email)[1] ?? '', 'Subject')).toBe('Your appointment at Clinic has been moved');
    expect(headerOf(lettersTo(email)[2] ?? '', 'Subject')).toBe('Your appointment at Clinic has been cancelled');
  });

  test('and is told late, hours after, is not told', async () => {
    const { row, email } = await booked('2026-04-04T07:00:00Z');
    await at('2026-03-20T12:00:01Z');
    expect(lettersTo(email)).toEqual([]);
    expect(await messagesOf(row)).toEqual([['confirmation', 0, 'skipped', 'too_late']]);
    // The reminders do not depend on it.
    expect((await jobs()).map(({ payload }) => payload.lead)).toEqual([1440, 120]);
  });

  test('and cancels before anything was sent hears of the end only', async () => {
    const { row, email } = await booked('2026-04-05T07:00:00Z');
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: row.id }));
    await workOff();
    expect(lettersTo(email).map((letter) => headerOf(letter, 'Subject'))).toEqual([
      'Your appointment at Clinic has been cancelled',
    ]);
    expect(await messagesOf(row)).toEqual([
      ['cancelled', 0, 'sent', null],
      ['confirmation', 0, 'skipped', 'changed'],
    ]);
    expect(await jobs()).toEqual([]);
  });

  test.each([
    [{ phone: '+4915112345678' }, 'no_way'],
    [{}, 'no_address'],
  ])('and cannot be written to (%j) is not told, and staff see that', async (said, why) => {
    const wanted = { service_id: service, office_id: clinic.officeId, provider_id: provider };
    const starts_at = why === 'no_way' ? '2026-04-06T07:00:00Z' : '2026-04-06T08:00:00Z';
    const row = await clinic.act(clinic.staff, (tx) =>
      bookAppointment(tx, { ...wanted, starts_at, patient_name: 'Bo', ...said }),
    );
    await workOff();
    expect(await messagesOf(row)).toEqual([['confirmation', 0, 'skipped', why]]);
  });
});

describe('a reminder', () => {
  test.each([
    ['2026-03-29T07:00:00Z', '2026-03-28T08:00:00Z', 'to summer time: nine o’clock on both days, 23 hours'],
    ['2026-10-25T08:00:00Z', '2026-10-24T07:00:00Z', 'to winter time: nine o’clock on both days, 25 hours'],
    ['2026-06-10T07:00:00Z', '2026-06-09T07:00:00Z', 'with no change'],
  ])('of %s comes a day before, at %s (%s)', async (startsAt, dayBefore) => {
    clinic.setClock(new Date(Date.parse(startsAt) - 9 * 86_400_000).toISOString());
    const { row, email } = await booked(startsAt);
    await workOff();
    await at(new Date(Date.parse(dayBefore) - 1000).toISOString());
    expect(lettersTo(email)).toHaveLength(1);
    await at(dayBefore);
    expect(lettersTo(email)).toHaveLength(2);
    await at(new Date(Date.parse(startsAt) - 2 * 3_600_000).toISOString());
    const [, first = '', second = ''] = lettersTo(email);
    expect(headerOf(first, 'Subject')).toBe('Reminder: your appointment at Clinic');
    expect(textIn(first)).toContain('at 09:00 CE');
    expect(eventsIn(first)).toBeNull();
    expect(headerOf(second, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(second, 'List-Unsubscribe')).toMatch(
      /^<https:\/\/q\.example\/o\/[^/]+\/api\/v1\/bookings\/apt_[\w-]{66}\/unsubscription>$/,
    );
    expect(await jobs()).toEqual([]);
    expect(await messagesOf(row)).toEqual([
      ['confirmation', 0, 'sent', null],
      ['reminder', 1440, 'sent', null],
      ['reminder', 120, 'sent', null],
    ]);
  });

  test('of a time that has been moved since is not sent; the new time has its own', async () => {
    const { row, email } = await booked('2026-04-08T07:00:00Z');
    await workOff();
    const moved = await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: row.id, starts_at: '2026-04-10T07:00:00Z' }),
    );
    await workOff();
    mail.received.length = 0;
    await at('2026-04-08T05:00:00Z');
    expect(lettersTo(email)).toEqual([]);
    expect(await messagesOf(row)).toContainEqual(['reminder', 120, 'skipped', 'changed']);
    await at('2026-04-09T07:00:00Z');
    expect(lettersTo(email)).toHaveLength(1);
    expect(await messagesOf(moved)).toContainEqual(['reminder', 1440, 'sent', null]);
  });

  test('is sent neither to whoever does not want any, nor right after booking', async () => {
    await booked('2026-04-11T07:00:00Z', { reminders: false });
    await workOff();
    expect(await jobs()).toEqual([]);
    const planned = async () => (await jobs()).map(({ payload, run_at }) => [payload.lead, run_at.toISOString()]);
    await booked('2026-03-21T09:30:00Z');
    await workOff();
    expect(await planned()).toEqual([
      [1440, '2026-03-20T09:30:00.000Z'],
      [120, '2026-03-21T07:30:00.000Z'],
    ]);
    await admin.query('TRUNCATE graphile_worker._private_jobs');
    // A day before is in 29 minutes.
    clinic.setClock('2026-03-20T10:01:00Z');
    await booked('2026-03-21T10:30:00Z');
    await workOff();
    expect(await planned()).toEqual([[120, '2026-03-21T08:30:00.000Z']]);
  });

  test('that the service no longer sends is not sent', async () => {
    const { row, email } = await booked('2026-04-12T07:00:00Z');
    await workOff();
    await admin.query(`UPDATE services SET booking = booking || '{"reminders": [120]}' WHERE id = $1`, [service]);
    await at('2026-04-11T07:00:00Z');
    await admin.query(`UPDATE services SET booking = booking || '{"reminders": [1440, 120]}' WHERE id = $1`, [service]);
    expect(lettersTo(email)).toHaveLength(1);
    expect(await messagesOf(row)).toContainEqual(['reminder', 1440, 'skipped', 'not_wanted']);
  });
});

describe('new times of reminding', () => {
  const remind = (reminders: number[]) =>
    clinic.act(clinic.manager, (tx) => changeService(tx, { id: service, expected: null, booking: { reminders } }));
  afterEach(() => remind([1440, 120]));

  test('hold for whoever is booked already, wants to be reminded, and comes later', async () => {
    const { row, email } = await booked('2026-04-19T07:00:00Z');
    const { row: silent } = await booked('2026-04-19T08:00:00Z', { reminders: false });
    const { row: gone } = await booked('2026-04-19T09:00:00Z');
    await workOff();
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: gone.id }));
    await workOff();
    await remind([2880, 120]);
    await at('2026-04-17T07:00:00Z');
    await at('2026-04-18T07:00:00Z');
    await at('2026-04-19T05:00:00Z');
    expect(lettersTo(email)).toHaveLength(3);
    expect(await messagesOf(row)).toEqual([
      ['confirmation', 0, 'sent', null],
      ['reminder', 2880, 'sent', null],
      ['reminder', 1440, 'skipped', 'not_wanted'],
      ['reminder', 120, 'sent', null],
    ]);
    expect(await messagesOf(silent)).toEqual([['confirmation', 0, 'sent', null]]);
    expect((await messagesOf(gone)).map(([kind, lead]) => [kind, lead])).not.toContainEqual(['reminder', 2880]);
  });

  test('that are as they were are not planned again', async () => {
    await booked('2026-04-20T07:00:00Z');
    await workOff();
    const before = await jobs();
    await remind([120, 1440]);
    await clinic.act(clinic.manager, (tx) => changeService(tx, { id: service, expected: null, name: SECRET_WORDS }));
    expect(await jobs()).toEqual(before);
  });
});

describe('the same job', () => {
  test('done twice tells once', async () => {
    const { row, email } = await booked('2026-04-13T07:00:00Z');
    const [job] = await jobs();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => tell(job?.payload)));
    // Whoever finds somebody at it looks again later.
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    await tell(job?.payload);
    expect(lettersTo(email)).toHaveLength(1);
    expect(await messagesOf(row)).toEqual([['confirmation', 0, 'sent', null]]);
  });

  test('is tried again while the mail server is away, and given up when it is too late', async () => {
    const { row, email } = await booked('2026-04-14T07:00:00Z');
    const gone = await openMailServer();
    await gone.close();
    const nowhere = tellWith(
      createDeliverMail({ smtpUrl: gone.url, from: 'WaitLessQ <no-reply@q.example>', onError: () => undefined }),
    );
    const [job] = await jobs();
    await expect(nowhere(job?.payload)).rejects.toThrow('could be sent');
    expect(await messagesOf(row)).toEqual([['confirmation', 0, 'waiting', expect.stringMatching(/^E[A-Z]+$/)]]);
    await workOff();
    expect(lettersTo(email)).toHaveLength(1);

    const other = await booked('2026-04-15T07:00:00Z');
    const second = (await jobs()).find(({ payload }) => payload.kind === 'confirmation');
    await expect(nowhere(second?.payload)).rejects.toThrow('could be sent');
    await at('2026-03-20T13:00:00Z');
    expect(await messagesOf(other.row)).toEqual([['confirmation', 0, 'failed', expect.stringMatching(/^E[A-Z]+$/)]]);
  });

  test('is not tried again where there is nobody of that address', async () => {
    mail.manner = 'refuses';
    const { row } = await booked('2026-04-16T07:00:00Z');
    await workOff();
    expect(await messagesOf(row)).toEqual([['confirmation', 0, 'failed', '550']]);
  });
});

test('somebody on the waitlist is told of a free time, and until when it is kept', async () => {
  const { row } = await booked('2026-04-17T07:00:00Z');
  const email = 'waiting@home.example';
  const waiting = await clinic.act(clinic.staff, (tx) =>
    joinWaitlist(tx, {
      ...{ service_id: service, office_id: clinic.officeId, patient_name: 'Wim', email, language: 'de' },
      ...{ wanted_from: '2026-04-17', wanted_until: '2026-04-17' },
    }),
  );
  await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: row.id }));
  await workOff();
  const [letter = ''] = lettersTo(email);
  expect(headerOf(letter, 'Subject')).toBe('Bei Clinic ist ein Termin frei geworden');
  expect(textIn(letter)).toContain('Freitag, 20. März 2026 um 10:15 MEZ');
  expect(textIn(letter)).toContain('Freitag, 17. April 2026 um 09:00 MESZ');
  expect(await messagesOf(waiting)).toEqual([['offer', 0, 'sent', null]]);
});

describe('a series', () => {
  async function weekly() {
    const email = `person-${++people}@home.example`;
    const { origin_ids } = await clinic.act(clinic.staff, (tx) =>
      bookSeries(tx, {
        ...{ service_id: service, office_id: clinic.officeId, provider_id: provider, patient_name: 'Sam', email },
        ...{ starts_at: '2026-05-04T09:00:00Z', rule: 'FREQ=WEEKLY;COUNT=4' },
      }),
    );
    return { ids: origin_ids, email };
  }

  test('is told in one letter, with each time and all of them for the calendar; each has its own reminders', async () => {
    const { ids, email } = await weekly();
    await workOff();
    const [letter = '', ...others] = lettersTo(email);
    expect(others).toEqual([]);
    for (const day of ['4 May', '11 May', '18 May', '25 May']) expect(textIn(letter)).toContain(`${day} 2026 at 11:00`);
    expect(eventsIn(letter)).toMatchObject({
      method: 'PUBLISH',
      events: ['05-04', '05-11', '05-18', '05-25'].map((day, n) => ({
        uid: `${ids[n]}@waitlessq`,
        start: `2026-${day}T09:00:00.000Z`,
      })),
    });
    for (const id of ids) expect(await messagesOf({ id })).toEqual([['confirmation', 0, 'sent', null]]);
    expect(await jobs()).toHaveLength(8);

    mail.received.length = 0;
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: ids[0] ?? '', scope: 'all' }));
    await workOff();
    const [end = '', ...more] = lettersTo(email);
    expect(more).toEqual([]);
    expect(eventsIn(end)?.events.map(({ status, sequence }) => [status, sequence])).toEqual(
      ids.map(() => ['CANCELLED', 1]),
    );
  });

  test('of which one is moved at once says so of that one, and of the others that they are booked', async () => {
    const { ids, email } = await weekly();
    const [, second = ''] = ids;
    clinic.pass({ minutes: 0.5 });
    await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: second, starts_at: '2026-05-12T09:00:00Z' }),
    );
    await workOff();
    const told = lettersTo(email).map((letter) => ({
      subject: headerOf(letter, 'Subject'),
      times: [...textIn(letter).matchAll(/\d+ May(?= 2026 at)/g)].map(String),
    }));
    expect(told).toEqual([
      { subject: 'Your appointment at Clinic', times: ['4 May', '18 May', '25 May'] },
      { subject: 'Your appointment at Clinic has been moved', times: ['12 May'] },
    ]);
    expect(await jobs()).toHaveLength(8);
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: ids[0] ?? '', scope: 'all' }));
  });

  test('of which one is cancelled says so of that one', async () => {
    const { ids, email } = await weekly();
    await workOff();
    mail.received.length = 0;
    clinic.pass({ minutes: 5 });
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: ids[1] ?? '' }));
    await workOff();
    const [letter = '', ...others] = lettersTo(email);
    expect(others).toEqual([]);
    expect(eventsIn(letter)).toMatchObject({
      method: 'CANCEL',
      events: [{ uid: `${ids[1]}@waitlessq`, start: '2026-05-11T09:00:00.000Z' }],
    });
  });
});
