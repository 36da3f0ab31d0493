import type { AppointmentMessage } from '../../realtime/contract/resources/appointments.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openPushService, type PushService } from '../support/push-service.ts';
import { bookAt, fillIn, openToBook, PHONE } from './booking-phone.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { delivered, findableAt, notifications, workerOf } from './told-phone.ts';

/** Somebody looks after what was booked, by its link. */

let push: PushService;
let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  push = await openPushService();
  stage = await openStage({ env: push.env });
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
});
afterEach(() => screens.closeAll());
afterAll(async () => {
  await stage?.close();
  await push?.close();
});

test('a booking is moved and cancelled by its link', async () => {
  const phone = await openToBook(stage, screens);
  const { page } = phone;
  await bookAt(phone, '10:00');
  await page.getByRole('button', { name: 'Move to another time' }).click();
  await page.getByRole('heading', { name: 'Which day suits you better?' }).waitFor();
  await page.locator('.day--free').nth(3).click();
  await page.getByRole('button', { name: '15:30', exact: true }).click();
  await page.getByRole('heading', { name: 'Move the appointment?' }).waitFor();
  await page.getByRole('button', { name: 'Move the appointment' }).click();
  await page.getByRole('heading', { name: /Your appointment is in \d days/ }).waitFor();
  await page.getByText('15:30', { exact: true }).first().waitFor();
  await page.getByLabel('Remind me before the appointment').click();
  await eventually(async () => expect((await phone.stored()).at(-1)).toMatchObject({ reminders: false }));
  await page.getByRole('button', { name: 'Cancel the appointment' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Cancel the appointment' }).click();
  await asked.getByRole('button', { name: 'Cancel the appointment' }).click();
  await page.getByRole('heading', { name: 'Your appointment is cancelled' }).waitFor();
  await page.getByRole('link', { name: 'Book another appointment' }).waitFor();
  expect((await phone.stored()).map(({ status }) => status)).toEqual(['cancelled']);
}, 60_000);

test('somebody for whom nothing suits waits, is offered what becomes free, and takes it', async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '10:00', until: '10:30' }));
  const phone = await openToBook(stage, screens, { hours, booking: { horizon: 3 } });
  const { page } = phone;
  const { data } = await phone.slots();
  const others = await Promise.all(
    data.map(({ starts_at }, n) =>
      phone.book(starts_at, { patient_name: `Other ${n}`, email: `other${n}@example.org` }),
    ),
  );
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByText('Everything is booked for the time being.').waitFor();
  await page.getByRole('button', { name: 'Tell me when something earlier is free' }).click();
  await page.getByRole('radio', { name: 'Morning' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Full name').fill('Wanda Waiting');
  await page.getByLabel('E-mail').fill('wanda@example.org');
  await page.getByRole('button', { name: 'Put me on the waitlist' }).click();
  await page.getByRole('heading', { name: 'You are on the waitlist' }).waitFor();

  const freed = others.at(-1)?.appointment.id ?? '';
  await yes(screens.clinic.owner.delete(`/appointments/${freed}`));
  await eventually(async () => {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    expect(await page.getByRole('heading', { name: 'A time has become free for you' }).count()).toBe(1);
  });
  await page.getByRole('timer').waitFor();
  await page.getByRole('button', { name: 'Yes, I take it' }).click();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await page.getByText('10:00', { exact: true }).first().waitFor();
  const booked = (await phone.stored()).find(({ patient_name }) => patient_name === 'Wanda Waiting');
  expect(booked).toMatchObject({ status: 'booked', backfilled: true });
}, 60_000);

test('whoever arrives says so with the code of the entrance, and waits in the queue from then on', async () => {
  const phone = await openToBook(stage, screens, { booking: { early_from: 1440 } });
  const { page } = phone;
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByRole('button', { name: /^The first free time/ }).click();
  await fillIn(phone);
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await page.getByRole('button', { name: 'I’m here' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByLabel('Code at the entrance').fill('WRONG2');
  await asked.getByRole('button', { name: 'Check in' }).click();
  await asked.getByText('That is not the code at the entrance.').waitFor();
  // As it hangs there, on the sheet that the administration prints.
  const desk = await screens.desk();
  await desk.page.goto(`${screens.address('admin')}#/sheet`);
  const sheet = desk.page.locator('.sheet', { hasText: 'Do you have an appointment?' });
  await sheet.getByText('Main Street').waitFor();
  const code = (await sheet.locator('.sheet__code').textContent()) ?? '';
  await asked.getByLabel('Code at the entrance').fill(code.trim().toLowerCase());
  await asked.getByRole('button', { name: 'Check in' }).click();
  await page.waitForURL(/\/t\/trk_/);
  await page.getByText('A001').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'You are checked in' }).waitFor();
  await page.getByRole('link', { name: 'See your place in the queue' }).waitFor();
}, 60_000);

test('a telephone that knows where it is says so itself', async () => {
  const { clinic } = screens;
  const berlin = { latitude: 52.5208, longitude: 13.4094 };
  await yes(clinic.owner.patch(`/offices/${clinic.officeId}`, { position: berlin }));
  const phone = await openToBook(
    stage,
    screens,
    { booking: { early_from: 1440 } },
    { ...PHONE, permissions: ['geolocation'], geolocation: { latitude: 52.6, longitude: 13.4, accuracy: 20 } },
  );
  const { page, context } = phone;
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByRole('button', { name: /^The first free time/ }).click();
  await fillIn(phone);
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('button', { name: 'I’m here' }).click();
  await page.getByRole('button', { name: 'Use my location' }).click();
  await page.getByText('You seem not to be here yet.').waitFor();
  await context.setGeolocation({ ...berlin, accuracy: 20 });
  await eventually(async () => {
    if (!page.url().includes('/t/')) await page.getByRole('button', { name: 'Use my location' }).click();
    await page.waitForURL(/\/t\/trk_/, { timeout: 2_000 });
  });
}, 60_000);

test('an appointment is there without JavaScript, and says no name', async () => {
  const phone = await openToBook(stage, screens);
  await bookAt(phone, '10:00');
  const old = await screens.open(phone.page.url(), 'phone', { ...PHONE, javaScriptEnabled: false });
  await old.page.getByRole('heading', { name: /Your appointment is in \d days/ }).waitFor();
  for (const fact of ['10:00', 'Check-up', 'Dr. Ada Abel', 'Main Street'])
    await old.page.getByText(fact, { exact: true }).first().waitFor();
  const [stored] = await phone.stored();
  await old.page.getByText(`${stored?.code.slice(0, 4)} ${stored?.code.slice(4)}`).waitFor();
  await old.page.getByRole('link', { name: 'Add to calendar' }).waitFor();
  expect(await old.page.content()).not.toContain('Pat Patient');
  await old.page.goto(screens.address('book'));
  expect(await old.page.locator('noscript').innerText()).toContain('This page needs JavaScript.');
  const nowhere = await screens.open(screens.address('b/apt_nonsense'), 'phone', PHONE);
  await nowhere.page.getByText('This link is not in use any more.').waitFor();
}, 60_000);

test('a telephone that was asked to says that the appointment was moved, while its page is closed, and no longer once it is asked not to', async () => {
  const { owner } = screens.clinic;
  const phone = await openToBook(stage, screens);
  const { page, context } = phone;
  const browser = push.browser();
  await findableAt(context, browser);
  await context.grantPermissions(['notifications'], { origin: new URL(page.url()).origin });
  await page.reload();
  await bookAt(phone, '10:00');
  const tell = page.getByLabel('Also tell this phone, even while this page is closed');
  await tell.click();
  await eventually(async () => expect(await tell.isChecked()).toBe(true));
  const [booked] = await phone.stored();
  const at = (await phone.day()).at(-1)?.starts_at ?? '';
  const own = page.url();
  await page.goto('about:blank');
  const { id: moved } = await yes(owner.put<{ id: string }>(`/appointments/${booked?.id}/slot`, { starts_at: at }));
  const message = await delivered(push, browser.endpoint, 1);

  const said = () => page.waitForResponse((answer) => answer.url().endsWith('/push'));
  await Promise.all([said(), page.goto(own)]);
  const worker = await workerOf(page);
  await page.goto(screens.address('book'));
  await worker.deliver(message);
  await worker.deliver(message);
  expect(await notifications(page)).toEqual([
    { title: 'Your appointment at City Clinic has been moved', body: message.body, tag: message.tag },
  ]);
  expect(own.endsWith(message.path)).toBe(true);

  // The page knows what this telephone was asked, and takes it back.
  await Promise.all([said(), page.goto(own)]);
  await eventually(async () => expect(await tell.isChecked()).toBe(true));
  await Promise.all([said(), tell.click()]);
  await eventually(async () => expect(await tell.isChecked()).toBe(false));
  await yes(owner.delete(`/appointments/${moved}`));
  // Somebody was to be told, and there was no way.
  await eventually(async () => {
    const { data } = await yes(owner.get<{ data: AppointmentMessage[] }>(`/appointments/${moved}/messages`));
    expect(data).toContainEqual(expect.objectContaining({ kind: 'cancelled', detail: 'no_way' }));
  });
  expect(push.delivered).toHaveLength(1);
  expect(screens.troubles()).toEqual([]);
}, 90_000);

test('a browser that may tell nothing says so, and what is told otherwise', async () => {
  const phone = await openToBook(stage, screens);
  const { page, context } = phone;
  await context.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await page.reload();
  await bookAt(phone, '10:00');
  await page.getByText('Notifications are blocked in this browser.').waitFor();
  expect(await page.getByLabel('Also tell this phone').isDisabled()).toBe(true);
}, 60_000);
