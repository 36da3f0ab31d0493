import pg from 'pg';
import { bookAppointment as said } from '../../../realtime/contract/resources/appointments.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { createLimits } from '../../../server/access/limits.ts';
import { createOrganizations } from '../../../server/access/organizations.ts';
import { bookAppointment } from '../../../server/commands/appointments/book-appointment.ts';
import { cancelAppointment } from '../../../server/commands/appointments/cancel-appointment.ts';
import type { Mail } from '../../../server/integrations/mail/deliver-mail.ts';
import { createSendMessage, reachBy, type Ways } from '../../../server/jobs/send-message.ts';
import { createTellPeople } from '../../../server/jobs/tell-people.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import { openForBooking, passerBy } from '../../support/booking.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

/** Whoever passes by can give anybody's address: what the clinic writes to it then, and how often. */
let clinic: Clinic;
let admin: pg.Client;
let open: Awaited<ReturnType<typeof openForBooking>>;
const mails: Mail[] = [];
const texts: string[] = [];
let mailServerIsAway = false;
const ways: Ways = {
  email: async (mail) => {
    if (mailServerIsAway) return { outcome: 'later', detail: 'ECONNECTION' };
    mails.push(mail);
    return { outcome: 'sent', detail: null };
  },
  sms: async ({ to }) => {
    texts.push(to);
    return { outcome: 'sent', detail: null };
  },
  push: null,
  whatsapp: null,
};

beforeAll(async () => {
  clinic = await openClinic({ at: '2026-03-20T09:00:00Z' });
  admin = new pg.Client(clinic.adminUrl);
  await admin.connect();
  open = await openForBooking(clinic, { policy: { person_limit: 100, notice: 0 } });
});
afterAll(async () => {
  await admin?.end();
  await clinic?.close();
});
beforeEach(async () => {
  mails.length = 0;
  texts.length = 0;
  await admin.query('TRUNCATE graphile_worker._private_jobs');
});

const half = 1_800_000;
let slots = 0;
/** The next time that is free, of the mornings to come. */
const next = () =>
  new Date(Date.parse('2026-03-23T08:00:00Z') + Math.floor(slots / 8) * 48 * half + (slots++ % 8) * half).toISOString();
const book = (by: Actor, person: { email?: string; phone?: string; patient_name?: string }) =>
  clinic.act(by, (tx) => bookAppointment(tx, { ...open.at(next()), patient_name: 'Mia', ...person }));

type Settings = NonNullable<Parameters<typeof createLimits>[0]['settings']>;
/** A day's counting begins anew. */
function aDay(settings: Settings = {}) {
  const counted: string[] = [];
  const own = createLimits({ settings });
  const send = createSendMessage({
    doors: clinic.doors,
    keys: createKeys('only-for-tests-0123456789abcdef0123456789abcdef'),
    limits: {
      ...own,
      spend: (limit, key) => {
        counted.push(`${limit} ${key}`);
        return own.spend(limit, key);
      },
    },
    site: { baseDomain: null, publicUrl: 'https://q.example', multiTenant: true, production: true },
    mailFrom: 'WaitLessQ <no-reply@q.example>',
    ways,
  });
  const organizations = createOrganizations(clinic.database);
  const tell = createTellPeople({ doors: clinic.doors, organizations, reach: reachBy(ways), send });
  return {
    counted,
    async workOff() {
      const { rows } = await admin.query<{ id: string; payload: { kind: string } }>(
        'SELECT id, payload FROM graphile_worker._private_jobs ORDER BY run_at, id',
      );
      for (const { id, payload } of rows) {
        if (payload.kind !== 'reminder') await tell(payload);
        await admin.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id]);
      }
    },
  };
}
const fates = async () =>
  (
    await admin.query<{ status: string; detail: string | null }>(
      'SELECT status, detail FROM appointment_messages ORDER BY at DESC, id DESC LIMIT 1',
    )
  ).rows[0];

test('whoever books online is not greeted by the name that was typed, and whom staff have booked is', async () => {
  const day = aDay();
  await book(passerBy(clinic), { email: 'a@home.example', patient_name: 'Call 555 to win' });
  await book(clinic.staff, { email: 'b@home.example', patient_name: 'Mia' });
  await day.workOff();
  const textTo = (address: string) => mails.find(({ to }) => to === address)?.text ?? '';
  expect(textTo('a@home.example')).toMatch(/^Hello,\n/);
  expect(JSON.stringify(mails.filter(({ to }) => to === 'a@home.example'))).not.toContain('win');
  expect(textTo('b@home.example')).toMatch(/^Hello Mia,\n/);
});

test.each(['Win at https://bad.example', 'Win at WWW.bad.example'])(
  'a stranger’s name is not %j; staff may write what they like',
  async (patient_name) => {
    const person = { email: 'c@home.example', patient_name };
    await expect(book(passerBy(clinic), person)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await book(clinic.staff, person)).toMatchObject({ status: 'booked' });
  },
);

test('a name is one line', () => {
  expect(said.safeParse({ ...open.at(next()), patient_name: 'Win\nat' }).success).toBe(false);
  expect(said.safeParse({ ...open.at(next()), patient_name: 'Win at' }).success).toBe(true);
});

test('strangers use up what they cause, and nothing of what staff and programs do', async () => {
  const day = aDay({ appointment_letters: { points: 1, seconds: 60 } });
  const email = 'Patient@home.example';
  await book(passerBy(clinic), { email });
  await day.workOff();
  expect(mails).toHaveLength(1);
  await book(passerBy(clinic), { email });
  await day.workOff();
  expect(mails).toHaveLength(1);
  expect(await fates()).toEqual({ status: 'failed', detail: 'too_many' });
  const { id } = await book(clinic.staff, { email });
  await day.workOff();
  await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: id }));
  await day.workOff();
  expect(mails).toHaveLength(3);
});

test('a letter that the mail server takes at the third try is one letter', async () => {
  const day = aDay({ appointment_letters: { points: 1, seconds: 60 } });
  await book(passerBy(clinic), { email: 'third@home.example' });
  mailServerIsAway = true;
  for (let n = 0; n < 2; n++) await expect(day.workOff()).rejects.toThrow('could be sent');
  mailServerIsAway = false;
  await day.workOff();
  expect(mails).toHaveLength(1);
  expect(await fates()).toEqual({ status: 'sent', detail: null });
});

test('what staff and programs do uses up nothing of it', async () => {
  const day = aDay();
  await book(clinic.staff, { email: 'quiet@home.example' });
  await day.workOff();
  expect(day.counted).toEqual([]);
});

test('text messages are counted, too, by telephone', async () => {
  const day = aDay({ appointment_letters: { points: 1, seconds: 60 } });
  for (let n = 0; n < 2; n++) await book(passerBy(clinic), { phone: '+49 151 23456789' });
  await day.workOff();
  expect(texts).toEqual(['+4915123456789']);
});

test('of one organization strangers cause so many and no more, whomever they name', async () => {
  const day = aDay({ appointment_letters_here: { points: 2, seconds: 60 } });
  for (const who of ['d', 'e', 'f']) await book(passerBy(clinic), { email: `${who}@home.example` });
  await day.workOff();
  expect(mails).toHaveLength(2);
  await book(clinic.staff, { email: 'f@home.example' });
  await day.workOff();
  expect(mails).toHaveLength(3);
});

test('what is counted holds nobody’s address', async () => {
  const day = aDay();
  await book(passerBy(clinic), { email: 'hidden@home.example' });
  await day.workOff();
  expect(day.counted).toHaveLength(2);
  expect(day.counted.join(' ')).not.toMatch(/hidden|home/);
});
