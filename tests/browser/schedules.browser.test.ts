import type { Page } from 'playwright-core';
import type { Slots } from '../../realtime/contract/resources/booking.ts';
import { daysAfter } from '../../models/rules/slots.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { look } from './look.ts';
import { openPractice, type Practice } from './practice.ts';

jest.setTimeout(120_000);

let stage: Stage;
let screens: ClinicScreens;
let practice: Practice;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage, { reducedMotion: 'reduce' });
  practice = await openPractice(screens.clinic);
  ({ page } = await screens.desk());
  await page.getByRole('heading', { name: 'Today' }).waitFor();
}, 60_000);
afterEach(async () => {
  // A browser calls a no an error.
  expect(screens.troubles().filter((trouble) => !trouble.includes('412'))).toEqual([]);
  await screens.closeAll();
});
afterAll(() => stage.close());

test('a week is typed once, copied, and is what can be booked', async () => {
  await openHours('Dr Lena Weiss');
  await page.getByRole('button', { name: 'Monday: Add hours' }).click();
  await page.getByLabel('Monday, from').fill('08:00');
  await page.getByLabel('Monday, until').fill('12:00');
  await page.getByRole('button', { name: 'Monday: Add hours' }).click();
  // After a break of an hour, until somebody says otherwise.
  expect(await page.getByLabel('Monday, from').nth(1).inputValue()).toBe('13:00');
  await page.getByLabel('Monday, until').nth(1).fill('11:00');
  await page.getByText('The end lies before the beginning.').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByLabel('Monday, until').nth(1).fill('15:00');
  await page.getByText('Check-up: 12 times').waitFor();
  await page.getByRole('button', { name: 'Copy Monday to …' }).click();
  await page.getByRole('button', { name: 'Monday to Friday' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('Check-up: 60 times').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  const monday = nextMonday(practice.today);
  expect(await freeOn(monday)).toBe(12);
  expect(await freeOn(daysAfter(monday, 5))).toBe(0);

  // Somebody else has changed it meanwhile: nothing is overwritten.
  const { data } = await yes(screens.clinic.owner.get<{ data: { id: string; revision: number }[] }>('/schedules'));
  await yes(screens.clinic.owner.patch(`/schedules/${data[0]?.id}`, { effective_until: daysAfter(monday, 300) }));
  await page.getByLabel('Monday, until').first().fill('11:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile' }).waitFor();
});

test('leave, extra hours and the holidays of a calendar differ from the week', async () => {
  await practice.hours(practice.weiss);
  const monday = nextMonday(practice.today);
  await openHours('Dr Lena Weiss');
  await page.getByText('Check-up: 140 times').waitFor();
  await page.getByRole('button', { name: 'Add leave' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it is').fill('Summer leave');
  await dialog.getByLabel('First day').fill(monday);
  await dialog.getByLabel('Last day').fill(daysAfter(monday, 1));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Summer leave').waitFor();
  await page.getByText('Check-up: 100 times').waitFor();
  expect(await freeOn(monday)).toBe(0);

  await page.getByRole('link', { name: 'Working hours' }).last().click();
  const office = page.getByRole('region', { name: 'Main Street' });
  await page.getByLabel('Import a calendar (.ics)').setInputFiles({
    name: 'holidays.ics',
    mimeType: '',
    buffer: Buffer.from(holidays(daysAfter(monday, 2))),
  });
  await office.getByText('1 added, 0 changed, 0 as before.').waitFor();
  await office.getByText('Unity Day').waitFor();
  expect(await freeOn(daysAfter(monday, 2))).toBe(0);
  await office.getByRole('button', { name: 'Remove Unity Day' }).click();
  await office.getByText('None to come.').waitFor();
  await eventually(async () => expect(await freeOn(daysAfter(monday, 2))).toBe(20));
});

test('rules of booking and what a provider offers are chosen in words', async () => {
  await goTo(`services/${practice.service.id}`);
  await page.getByLabel('Patients book it themselves').check();
  await page.getByLabel('Booked at the latest before the start', { exact: true }).fill('2');
  await page.getByLabel('Booked at the latest before the start: unit').selectOption('days');
  await page.getByLabel('Kept free afterwards', { exact: true }).fill('10');
  await page.getByRole('checkbox', { name: '7 days' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Services' }).waitFor();
  const saved = await yes(screens.clinic.owner.get<Practice['service']>(`/services/${practice.service.id}`));
  expect(saved.booking).toMatchObject({
    online: true,
    notice: 2 * 1440,
    buffer_after: 10,
    early_from: 1440,
    reminders: [10_080, 1440, 120],
  });

  await goTo(`providers/${practice.weiss.id}`);
  await page.getByRole('checkbox', { name: 'Check-up' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Providers' }).waitFor();
  await openHours('Dr Lena Weiss');
  await page.getByText('This provider offers no service yet.').waitFor();
});

test('working hours can be edited by everybody', async () => {
  await practice.hours(practice.weiss);
  await goTo('schedules');
  const found = await look(page, 'working hours');
  await openHours('Dr Lena Weiss');
  found.push(...(await look(page, 'the hours of one')));
  await page.getByRole('button', { name: 'Add leave' }).click();
  found.push(...(await look(page, 'leave')));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Copy Monday to …' }).click();
  found.push(...(await look(page, 'copy a day')));
  expect(found).toEqual([]);
});

async function openHours(name: string): Promise<void> {
  await goTo('schedules');
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { name }).waitFor();
}

async function goTo(place: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `/${place}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function freeOn(day: string): Promise<number> {
  const asked = `office_id=${screens.clinic.officeId}&service_id=${practice.service.id}&from=${day}&to=${day}`;
  const { data } = await yes(screens.clinic.owner.get<Slots>(`/providers/${practice.weiss.id}/slots?${asked}`));
  return data.length;
}

function nextMonday(day: string): string {
  return daysAfter(day, 8 - (new Date(day).getUTCDay() || 7));
}

function holidays(day: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//holidays//EN',
    'BEGIN:VEVENT',
    'UID:unity@holidays.example',
    'DTSTAMP:20260101T000000Z',
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    'SUMMARY:Unity Day',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
