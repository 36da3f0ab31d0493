import { Client } from 'pg';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Appointment } from '../../realtime/contract/resources/appointments.ts';
import type { EntranceCheckIn } from '../../realtime/contract/resources/check-ins.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { headerOf, openMailServer, partsOf, type MailServer } from '../support/mail-server.ts';
import { noonZone } from '../support/noon-zone.ts';
import { fillIn, openToBook } from './booking-phone.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { tap } from './device.ts';
import { scan } from './scan.ts';

/** One person, from the first question on the own phone to the door of the room: two nodes, and a mail server. */

let mail: MailServer;
let stage: Stage;
let screens: ClinicScreens;
let database: Client;
beforeAll(async () => {
  mail = await openMailServer();
  stage = await openStage({ nodes: 2, env: { SMTP_URL: mail.url, PUBLIC_URL: 'https://queues.example' } });
  database = new Client(stage.service.database.adminUrl);
  await database.connect();
  screens = await openClinicScreens(stage);
}, 180_000);
afterAll(async () => {
  await screens?.closeAll();
  await database?.end();
  await stage?.close();
  await mail?.close();
});

test('somebody books on a phone, is reminded, checks in by QR code, is put among those who wait, and is called', async () => {
  const { owner, officeId } = screens.clinic;
  await yes(owner.patch(`/offices/${officeId}`, { time_zone: noonZone() }));
  const phone = await openToBook(stage, screens, { booking: { early_from: 240, reminders: [60] } });
  const { page } = phone;

  await page.getByRole('button', { name: /^Check-up/ }).tap();
  await page.locator('.day--free').first().tap();
  await page.getByRole('button', { name: '15:00', exact: true }).tap();
  await fillIn(phone);
  await page.getByRole('button', { name: 'Book this appointment' }).tap();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  const code = ((await page.locator('.pass__code').textContent()) ?? '').replace(/\s/g, '');
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
  const [confirmation] = await letters(1);
  expect(confirmation).toContain('15:00');

  // The reminder is planned for two, on the clock of the office. It is two now.
  expect(await reminders()).toHaveLength(1);
  await database.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'kind' = 'reminder'`);
  const [, reminder = ''] = await letters(2);
  for (const words of ['15:00', 'Main Street', new URL(page.url()).pathname.split('/').at(-1) ?? 'link'])
    expect(reminder).toContain(words);
  // Nobody reads in it what it is about.
  expect(reminder).not.toContain('Check-up');
  await eventually(async () => expect(await reminders()).toEqual([]));

  // A sooner time is free, and the clinic offers it on the phone.
  const [appointment] = await phone.stored();
  const soonest = (await phone.slots()).data[0]?.starts_at ?? '';
  await yes(owner.put<Appointment>(`/appointments/${appointment?.id}/slot`, { starts_at: soonest }));

  const [kiosk, display, tablet] = await Promise.all([screens.kiosk(), screens.display(), screens.tablet()]);
  // Two walk in, one before and one after. Whoever was promised a time within the half hour goes before both.
  const walkIn = async (number: string) => {
    await tap(kiosk.page, /^English/);
    await tap(kiosk.page, /^General practice/);
    await kiosk.page.getByRole('heading', { name: `Your number ${number}` }).waitFor();
    await tap(kiosk.page, 'Done');
    await kiosk.page.getByRole('button', { name: 'Deutsch' }).waitFor();
  };
  await walkIn('A001');

  await tap(kiosk.page, /^English/);
  await kiosk.page.getByRole('button', { name: 'I have an appointment' }).waitFor();
  await scan(kiosk.page, code);
  await kiosk.page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  await kiosk.page.getByText('with Dr. Ada Abel').waitFor();
  const answer = kiosk.page.waitForResponse((response) => response.url().endsWith('/check-ins'));
  await tap(kiosk.page, 'Yes, check in');
  await kiosk.page.getByRole('heading', { name: 'Your number A002' }).waitFor();
  const { tracking_token } = (await (await answer).json()) as EntranceCheckIn;
  await tap(kiosk.page, 'Done');
  await kiosk.page.getByRole('button', { name: 'Deutsch' }).waitFor();
  await walkIn('A003');

  const { entries } = await yes(owner.get<StaffBoard>(`/queues/${screens.queue.id}/board`));
  expect(entries.map(({ ticket_number }) => ticket_number)).toEqual(['A002', 'A001', 'A003']);
  const follower = await screens.phone(tracking_token);
  await follower.page.getByRole('heading', { name: 'You are next' }).waitFor();

  await tap(tablet.page, /^Call next — A002/);
  await display.page.locator('main').getByText('A002').first().waitFor();
  await follower.page.getByText('It is your turn').waitFor();
  await follower.page.getByRole('heading', { name: 'Go to Blue room' }).waitFor();
  // "I'm coming" is not "I'm here": nobody is served on their way.
  expect(await tablet.page.getByText('On the way').count()).toBe(0);
  await follower.page.getByRole('button', { name: 'I’m coming' }).dblclick();
  await tablet.page.locator('.present').getByText('On the way').waitFor();
  await follower.page.getByText('We know you are coming.').waitFor();
  await tap(tablet.page, 'Start');
  await tap(tablet.page, /^Finish$/);
  await eventually(async () => {
    const [present] = (await phone.stored()).filter(({ status }) => status !== 'rescheduled');
    expect(present).toMatchObject({ status: 'fulfilled', ticket_number: 'A002' });
  });
  // What was said of the person at the entrance, on the wall and on the way: nothing that the person did not say there.
  for (const open of [kiosk, display, follower]) expect(await open.knows()).not.toContain('Pat Patient');
  expect(screens.troubles()).toEqual([]);
}, 180_000);

/** So many letters, as people read them: subject and text. */
async function letters(count: number): Promise<string[]> {
  await eventually(() => expect(mail.received).toHaveLength(count), { within: 30_000 });
  return mail.received.map(({ message }) => {
    const text = partsOf(message).find(({ type }) => type.startsWith('text/plain'))?.content ?? '';
    return `${headerOf(message, 'Subject')}\n${text}`;
  });
}

async function reminders(): Promise<unknown[]> {
  const { rows } = await database.query(
    `SELECT FROM graphile_worker._private_jobs WHERE payload ->> 'kind' = 'reminder'`,
  );
  return rows;
}
