import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { openBooking } from './bookable-clinic.ts';
import { PHONE } from './booking-phone.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { look as everythingAbout } from './look.ts';

/** Booking in the states that people meet it in: by day and by night, enlarged, and from right to left. */

jest.setTimeout(180_000);

/** Nobody is called shorter than that. */
const LONG = 'Dr. med. Wilhelmina-Charlotte Brandenburg';

let stage: Stage;
let screens: ClinicScreens;
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  found = [];
  screens = await openClinicScreens(stage, { reducedMotion: 'reduce' });
  const { owner, officeId } = screens.clinic;
  await yes(owner.patch('/organization', { languages: ['en', 'ar', 'hi'] }));
  await yes(owner.patch(`/offices/${officeId}`, { address: 'Main Street 12\n10115 Berlin' }));
});
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('every step of booking can be used by everybody', async () => {
  await openBooking(stage.service.nodes[0]?.url ?? '', screens.clinic, { providers: [LONG, 'Dr. Bo Berg'] });
  const { page, context } = await screens.open(screens.address('book'), 'phone', {
    ...PHONE,
    timezoneId: 'Asia/Kolkata',
  });
  await page.getByRole('button', { name: /^Check-up/ }).waitFor();
  await look(page, 'service');
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByRole('button', { name: LONG }).waitFor();
  await look(page, 'provider');
  await page.getByRole('button', { name: LONG }).click();
  await page.locator('.day--free').first().waitFor();
  await look(page, 'day');
  await page.locator('.day--free').nth(2).click();
  await page.getByRole('button', { name: '10:30', exact: true }).waitFor();
  await look(page, 'time');
  await context.setOffline(true);
  await page.getByRole('button', { name: '10:30', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'time, offline');
  await context.setOffline(false);
  await page.getByRole('button', { name: '10:30', exact: true }).click();
  await page.getByText(/We keep this time for you/).waitFor();
  await page.getByText('More about you').click();
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'details, with what is wrong');
  await page.getByLabel('Full name').fill('Pat Patient');
  await page.getByLabel('E-mail').fill('pat@example.org');
  await page.getByRole('button', { name: 'Book this appointment' }).click();
  await page.getByRole('heading', { name: 'You are booked' }).waitFor();
  await look(page, 'booked');
  await page.goto(`${screens.address('book')}#wait`);
  await page.reload();
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByRole('button', { name: LONG }).click();
  await page.getByRole('button', { name: 'Tell me when something earlier is free' }).click();
  await page.getByRole('heading', { name: 'When could you come?' }).waitFor();
  await look(page, 'waitlist');
  expect(found).toEqual([]);
});

test('the own appointment can be used by everybody, in Arabic too', async () => {
  const node = stage.service.nodes[0]?.url ?? '';
  const offer = await openBooking(node, screens.clinic, { providers: [LONG], booking: { early_from: 1440 } });
  const { data } = await offer.slots();
  const { booking_url } = await offer.book(data[0]?.starts_at ?? '');
  const path = new URL(booking_url).pathname;
  const { page } = await screens.open(new URL(path, node).href, 'phone', PHONE);
  await page.getByRole('button', { name: 'I’m here' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'I’m here');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Move to another time' }).click();
  await page.locator('.day--free').nth(2).click();
  await page.locator('.time').nth(2).click();
  await page.getByRole('heading', { name: 'Move the appointment?' }).waitFor();
  await look(page, 'move?');
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.getByRole('button', { name: 'Cancel the appointment' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'cancel?');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the appointment' }).click();
  await page.getByRole('heading', { name: 'Your appointment is cancelled' }).waitFor();
  await look(page, 'cancelled');

  const arab = await screens.open(`${screens.address('book')}?lang=ar`, 'phone', PHONE);
  await arab.page.getByRole('button', { name: /Check-up/ }).click();
  await arab.page.locator('.day--free').nth(2).click();
  await arab.page.locator('.time').first().waitFor();
  await look(arab.page, 'time in Arabic');
  // A phone without scripts: axe is a script, so only the page's own are kept away.
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(new URL(path, node).href);
  await look(page, 'own appointment without scripts');
  expect(found).toEqual([]);
});

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state)));
}
