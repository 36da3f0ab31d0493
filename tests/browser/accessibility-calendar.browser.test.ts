import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { focusFindings, tabTo } from './focus-findings.ts';
import { look as everythingAbout } from './look.ts';
import { openPractice, type Practice } from './practice.ts';

/** The calendar with people in every state, its sheets and forms, at a desk, on a tablet and from right to left. */

jest.setTimeout(200_000);

let stage: Stage;
let screens: ClinicScreens;
let practice: Practice;
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  found = [];
  screens = await openClinicScreens(stage, { reducedMotion: 'reduce' });
  practice = await openPractice(screens.clinic);
  const { weiss, okafor, today } = practice;
  await practice.hours(weiss, okafor);
  const details = { phone: '+4915112345678', email: 'anna@berg.example', note: 'Brings pictures', language: 'de' };
  const [anna, ben] = [
    await practice.book('Anna Berg', weiss, `${today}T16:00`, details),
    await practice.book('Ben Carter', weiss, `${today}T16:30`),
    await practice.book('Carla Diaz', okafor, `${today}T16:00`),
    await practice.book('Konstantin Papadimitriou-Schwarzenberger', okafor, `${today}T16:00`, { overbook: true }),
    await practice.book('Dev Patel', okafor, `${today}T17:00`),
  ];
  await yes(screens.clinic.owner.post(`/appointments/${anna?.appointment.id}/check-in`));
  await yes(screens.clinic.owner.post(`/appointments/${ben?.appointment.id}/no-show`));
  const wish = { service_id: practice.service.id, office_id: screens.clinic.officeId, provider_id: weiss.id };
  const days = { wanted_from: today, wanted_until: practice.tomorrow };
  await yes(
    screens.clinic.owner.post('/waitlist', { ...wish, ...days, patient_name: 'Eve Long', phone: '+4915187654321' }),
  );
}, 90_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('the calendar at a desk can be used by everybody', async () => {
  const { page } = await screens.desk();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('button', { name: /Dev Patel/ }).waitFor();
  await look(page, 'day');
  await page.getByRole('button', { name: 'Book', exact: true }).focus();
  await tabTo(page, page.getByRole('button', { name: /Carla Diaz/ }), found);
  await page.keyboard.press('ArrowDown');
  found.push(...(await focusFindings(page)));
  await view(page, 'Week');
  await look(page, 'week');
  await view(page, 'Who comes');
  await look(page, 'who comes');
  await view(page, 'Waitlist');
  await page.getByText('Eve Long').waitFor();
  await look(page, 'waitlist');
  expect(found).toEqual([]);
});

test('what lies over the calendar can be used by everybody', async () => {
  const { page } = await screens.tablet();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('button', { name: /Anna Berg/ }).click();
  await look(page, 'an appointment');
  await page.getByRole('button', { name: 'Cancel the appointment' }).click();
  await look(page, 'cancel');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Dev Patel/ }).click();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('times are free').waitFor();
  await look(page, 'move');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByText('times are free').waitFor();
  await look(page, 'book');
  await page.keyboard.press('Escape');
  await view(page, 'Waitlist');
  await page.getByRole('button', { name: 'Add to the waitlist' }).click();
  await look(page, 'add to the waitlist');
  expect(found).toEqual([]);
});

test('the calendar can be used from right to left', async () => {
  await yes(screens.clinic.owner.patch('/organization', { languages: ['en', 'ar'] }));
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.goto(`${screens.address('admin')}?lang=ar#/calendar`);
  await page.locator('html[dir=rtl] .cal__event').first().waitFor();
  await look(page, 'day in Arabic');
  await page.locator('.cal-bar__radio').nth(1).check();
  await look(page, 'week in Arabic');
  expect(found).toEqual([]);
});

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name }).check();
}

async function look(page: Page, state: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  found.push(...(await everythingAbout(page, state)));
}
