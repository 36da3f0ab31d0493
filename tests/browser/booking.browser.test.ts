import type { Locator } from 'playwright-core';
import { Client } from 'pg';
import { eventually } from '../support/eventually.ts';
import { openBooking } from './bookable-clinic.ts';
import { fillIn, openToBook, PHONE, toTimes } from './booking-phone.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';

/** Somebody books with a telephone. */

let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
});
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

const isFocused = (element: Locator) => element.evaluate((one) => one === document.activeElement);

test('a time is booked on a phone by touch, and the page becomes the key to it', async () => {
  const phone = await openToBook(stage, screens, { providers: ['Dr. Ada Abel', 'Dr. Bo Berg'] });
  const { page } = phone;
  await page.getByRole('button', { name: /^Check-up/ }).tap();
  await page.getByRole('heading', { name: 'Whom would you like to see?' }).waitFor();
  await page.getByRole('button', { name: 'Dr. Bo Berg' }).tap();
  await page.locator('.day--free').nth(2).tap();
  await page.getByRole('button', { name: '10:30', exact: true }).tap();
  await page.getByText(/We keep this time for you/).waitFor();
  await page.getByRole('button', { name: 'Book this appointment' }).tap();
  await page.getByRole('alert').filter({ hasText: 'Please check 2 things' }).waitFor();
  await page.getByRole('link', { name: 'Please enter the name.' }).tap();
  expect(await isFocused(page.getByLabel('Full name'))).toBe(true);
  await page.getByLabel('Full name').fill('Pat Patient');
  await page.getByLabel('Mobile number').fill('0170 1234567');
  await page.getByText('More about you').tap();
  await page.getByLabel('Day', { exact: true }).fill('3');
  await page.getByLabel('Month', { exact: true }).fill('7');
  await page.getByLabel('Year', { exact: true }).fill('1980');
  await page.getByRole('button', { name: 'Book this appointment' }).tap();

  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/\/b\/apt_[\w-]{66}$/);
  await page.getByText('Dr. Bo Berg').waitFor();
  await page.getByRole('img', { name: 'Code for the entrance' }).waitFor();
  expect(await phone.stored()).toMatchObject([
    { patient_name: 'Pat Patient', phone: '+491701234567', birth_date: '1980-07-03', language: 'en', status: 'booked' },
  ]);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Pat');
  // A reload finds the same, and "back" no form that would book once more.
  await page.reload();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'What do you come for?' }).waitFor();
  expect(phone.troubles).toEqual([]);
}, 60_000);

test('a time is booked with the keyboard alone, and each question is heard first', async () => {
  const phone = await openToBook(stage, screens, {}, { viewport: { width: 1280, height: 800 } });
  const { page } = phone;
  const tabTo = async (wanted: Locator) => {
    await wanted.waitFor();
    for (let stop = 0; stop < 40 && !(await isFocused(wanted)); stop++) await page.keyboard.press('Tab');
    expect(await isFocused(wanted)).toBe(true);
  };
  const asked = (question: string) =>
    eventually(async () => expect(await isFocused(page.getByRole('heading', { name: question }))).toBe(true));
  await tabTo(page.getByRole('button', { name: /^Check-up/ }));
  await page.keyboard.press('Enter');
  await asked('Which day suits you?');
  const days = page.locator('.day--free');
  await tabTo(days.first());
  // From one free day to the next, a week on, and a week back.
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowRight']) await page.keyboard.press(key);
  expect(await isFocused(days.nth(2))).toBe(true);
  await page.keyboard.press('Enter');
  await asked('At what time?');
  await tabTo(page.getByRole('button', { name: '14:00', exact: true }));
  await page.keyboard.press('Enter');
  await asked('Who is coming?');
  await tabTo(page.getByLabel('Full name'));
  await page.keyboard.type('Kay Board');
  await tabTo(page.getByLabel('E-mail'));
  await page.keyboard.type('kay@example.org');
  await page.keyboard.press('Enter');
  await asked('You are booked');
  expect(await phone.stored()).toMatchObject([{ patient_name: 'Kay Board', email: 'kay@example.org', phone: null }]);
}, 60_000);

test('back, forward and reload keep what was chosen and typed', async () => {
  const phone = await openToBook(stage, screens);
  const { page } = phone;
  await toTimes(phone);
  await page.getByRole('button', { name: '9:00', exact: true }).click();
  await fillIn(phone);
  await page.reload();
  await page.getByText(/We keep this time for you/).waitFor();
  expect(await page.getByLabel('Full name').inputValue()).toBe('Pat Patient');
  await page.goBack();
  await page.getByRole('button', { name: /^9:00.*kept for you/ }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'Which day suits you?' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'At what time?' }).waitFor();
  await page.goForward();
  await page.getByText(/We keep this time for you/).waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('pat@example.org');
  // Another time instead: the first is given back, so that others can have it.
  await page.goBack();
  await page.getByRole('button', { name: '11:00', exact: true }).click();
  await page.getByText(/We keep this time for you/).waitFor();
  expect((await phone.day()).map(({ local }) => local.slice(11))).toEqual(expect.arrayContaining(['09:00']));
  expect((await phone.day()).map(({ local }) => local.slice(11))).not.toContain('11:00');
}, 60_000);

test('a time that somebody else takes meanwhile is said, with what is free near it', async () => {
  const phone = await openToBook(stage, screens);
  const { page } = phone;
  await toTimes(phone);
  await page.getByRole('button', { name: '11:00', exact: true }).waitFor();
  const eleven = (await phone.day()).find(({ local }) => local.endsWith('T11:00'));
  await phone.book(eleven?.starts_at ?? '');
  // What is free now is heard of late: what is near it can be taken all the same.
  let go: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/slots?*', async (route) => {
    await late;
    await route.continue();
  });
  await page.getByRole('button', { name: '11:00', exact: true }).click();
  const said = page.getByRole('alert').filter({ hasText: '11:00 has just been taken' });
  await said.waitFor();
  expect(await said.getByRole('button').count()).toBe(3);
  await said.getByRole('button', { name: /11:30/ }).click();
  await fillIn(phone);
  go();
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await page.getByText('11:30', { exact: true }).first().waitFor();
}, 60_000);

test('when a time is not kept any more, what was typed is, and the time is asked for again', async () => {
  const phone = await openToBook(stage, screens);
  const { page } = phone;
  await toTimes(phone);
  await page.getByRole('button', { name: '9:30', exact: true }).click();
  await fillIn(phone);
  const admin = new Client({ connectionString: stage.service.database.adminUrl });
  await admin.connect();
  await admin.query("UPDATE appointments SET timer_at = now() - interval '1 second' WHERE status = 'held'");
  await admin.end();
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('heading', { name: 'We could keep this time only for a while' }).waitFor();
  expect(await page.getByLabel('Full name').inputValue()).toBe('Pat Patient');
  expect(await page.getByRole('button', { name: 'Book this appointment' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Ask for this time again' }).click();
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await page.getByText('9:30', { exact: true }).first().waitFor();
}, 60_000);

test('a second tap, a lost answer and a dead network make no second appointment', async () => {
  const phone = await openToBook(stage, screens);
  const { page, context } = phone;
  await toTimes(phone);
  await page.getByRole('button', { name: '9:30', exact: true }).click();
  await fillIn(phone);
  const book = page.getByRole('button', { name: 'Book this appointment' });
  await context.setOffline(true);
  await book.click();
  await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
  await context.setOffline(false);
  // It arrives, and nobody hears of it.
  const lost = async (route: Parameters<Parameters<typeof page.route>[1]>[0]) => {
    await route.fetch();
    await route.abort();
  };
  await page.route('**/api/v1/appointments', lost, { times: 1 });
  await book.click();
  await eventually(async () => expect(await phone.stored()).toHaveLength(1));
  await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
  await book.dblclick();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  expect(await phone.stored()).toHaveLength(1);
}, 60_000);

test('the office’s clock counts, and whoever has another one is told', async () => {
  const phone = await openToBook(stage, screens, {}, { ...PHONE, timezoneId: 'Asia/Kolkata' });
  const { page } = phone;
  await toTimes(phone);
  await page.getByText(/All times are those of the clock at Main Street/).waitFor();
  await page.getByRole('button', { name: '10:00', exact: true }).click();
  const { starts_at: startsAt } = (await phone.day()).find(({ local }) => local.endsWith('T10:30')) ?? {};
  // Half an hour before, where that telephone is.
  const there = new Date(Date.parse(startsAt ?? '') - 30 * 60_000);
  const shown = there.toLocaleTimeString('en-GB', { timeZone: 'Asia/Kolkata', hour: 'numeric', minute: '2-digit' });
  await page.getByText(`10:00 there is ${shown} for you`).waitFor();
}, 60_000);

test('where something is booked online, the front door and the page for numbers lead there', async () => {
  const front = await screens.open(screens.address(''), 'phone');
  await front.page.getByRole('link', { name: 'Staff', exact: true }).waitFor();
  expect(await front.page.getByRole('link', { name: 'Book an appointment' }).count()).toBe(0);
  await openBooking(stage.service.nodes[0]?.url ?? '', screens.clinic);
  await front.page.reload();
  await front.page.getByRole('link', { name: 'Book an appointment' }).click();
  await front.page.getByRole('heading', { name: 'What do you come for?' }).waitFor();
  await front.page.goto(screens.address('join'));
  await front.page.getByRole('link', { name: 'Book an appointment for another time' }).click();
  await front.page.getByRole('heading', { name: 'What do you come for?' }).waitFor();
});
