import pg from 'pg';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { localTime } from '../../models/rules/wall-clock.ts';
import type { Appointment } from '../../realtime/contract/resources/appointments.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { openPractice, type Practice } from './practice.ts';

jest.setTimeout(120_000);

let stage: Stage;
let screens: ClinicScreens;
let practice: Practice;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
  practice = await openPractice(screens.clinic);
  await practice.hours(practice.weiss, practice.okafor);
}, 60_000);
afterEach(async () => {
  // A browser calls a no an error.
  expect(screens.troubles().filter((trouble) => !trouble.includes('409'))).toEqual([]);
  await screens.closeAll();
});
afterAll(() => stage.close());

test('an appointment is dragged to another time and another doctor, after a question', async () => {
  const { weiss, okafor, tomorrow } = practice;
  await practice.book('Anna Berg', weiss, `${tomorrow}T09:00`);
  const page = await calendarOfStaff();
  await turnTo(page, tomorrow);
  const anna = page.getByRole('button', { name: /Anna Berg/ });
  await drag(page, anna, { column: 'Dr Ada Okafor', minutes: 62 });
  const dialog = page.getByRole('dialog', { name: 'Move Anna Berg?' });
  expect(await chosen(dialog.getByLabel('With'))).toBe('Dr Ada Okafor');
  // It falls on the nearest half hour.
  expect(await chosen(dialog.getByLabel('Time'))).toBe('10:00');
  expect((await appointmentOf('Anna Berg')).provider_id).toBe(weiss.id);
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByRole('region', { name: 'Dr Ada Okafor' }).getByRole('button', { name: '10:00 Anna Berg' }).waitFor();
  const moved = await appointmentOf('Anna Berg');
  expect([moved.provider_id, localTime(new Date(moved.starts_at ?? 0), practice.timeZone)]).toEqual([
    okafor.id,
    `${tomorrow}T10:00`,
  ]);
});

test('a finger that rests takes an appointment along; one that goes on at once scrolls', async () => {
  const { weiss, tomorrow } = practice;
  await practice.book('Anna Berg', weiss, `${tomorrow}T09:00`);
  const page = await calendarOfStaff({ hasTouch: true });
  await turnTo(page, tomorrow);
  const body = page.locator('.cal__body');
  const anna = page.getByRole('button', { name: /Anna Berg/ });
  const dimmed = page.locator('.cal__event--dimmed');
  await anna.scrollIntoViewIfNeeded();
  const finger = await fingerOn(page);

  const before = await body.evaluate(({ scrollTop }) => scrollTop);
  const middle = await middleOf(anna);
  await finger.down(middle);
  for (let y = 10; y <= 120; y += 10) await finger.move({ ...middle, y: middle.y - y });
  await finger.up();
  await eventually(async () => expect(await body.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(before + 50));
  expect(await dimmed.count()).toBe(0);
  expect(await page.getByRole('dialog').count()).toBe(0);

  await anna.scrollIntoViewIfNeeded();
  const [from, perMinute] = [await middleOf(anna), (await pixelsPerHour(page)) / 60];
  await finger.down(from);
  await dimmed.waitFor();
  for (let minutes = 10; minutes <= 60; minutes += 10) await finger.move({ ...from, y: from.y + minutes * perMinute });
  await finger.up();
  const dialog = page.getByRole('dialog', { name: 'Move Anna Berg?' });
  expect(await chosen(dialog.getByLabel('Time'))).toBe('10:00');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByRole('button', { name: '10:00 Anna Berg' }).waitFor();
});

test('those who begin together are one block, which tells how many, and who', async () => {
  const { weiss, tomorrow, service } = practice;
  await yes(screens.clinic.owner.patch(`/services/${service.id}`, { booking: { capacity: 3 } }));
  await practice.book('Anna Berg', weiss, `${tomorrow}T09:00`);
  await practice.book('Ben Carter', weiss, `${tomorrow}T09:00`);
  const page = await calendarOfStaff();
  await turnTo(page, tomorrow);
  await page.getByRole('button', { name: /^9:00 Check-up.*2 of 3/ }).click();
  const sheet = page.getByRole('dialog', { name: '9:00 Check-up' });
  await sheet.getByRole('button', { name: /^Ben Carter/ }).waitFor();
  // There is room for one more, and then no more.
  await sheet.getByRole('button', { name: 'Book', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Carla Diaz');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^9:00 Check-up.*3 of 3/ }).click();
  await sheet.getByRole('button', { name: /^Carla Diaz/ }).waitFor();
  expect(await sheet.getByRole('button', { name: 'Book', exact: true }).count()).toBe(0);
  await sheet.getByRole('button', { name: /^Ben Carter/ }).click();
  await page.getByRole('dialog', { name: 'Ben Carter' }).waitFor();
});

test('who is not there yet is late by so many minutes, in words and not by colour alone', async () => {
  const { weiss, today } = practice;
  const { appointment } = await practice.book('Anna Berg', weiss, `${today}T16:00`);
  await alreadyBegun(appointment.id, 12);
  const page = await calendarOfStaff();
  await page.getByRole('button', { name: /Anna Berg.*Late by 1[23] min/ }).waitFor();
  await page.getByRole('radio', { name: 'Who comes' }).check();
  await page
    .getByRole('listitem')
    .getByText(/Late by 1[23] min/)
    .waitFor();
});

test('where somebody is already, it says so, and nothing moves; who may overbook is asked', async () => {
  const { weiss, tomorrow } = practice;
  await practice.book('Anna Berg', weiss, `${tomorrow}T09:00`);
  await practice.book('Ben Carter', weiss, `${tomorrow}T11:00`);
  const page = await calendarOfStaff();
  await turnTo(page, tomorrow);
  await drag(page, page.getByRole('button', { name: /Anna Berg/ }), { minutes: 120 });
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('This time has just been taken. Nothing was moved.').waitFor();
  await page.getByText('Ask a manager').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^9:00 Anna Berg/ }).waitFor();

  const desk = await calendarAtDesk();
  await turnTo(desk, tomorrow);
  await drag(desk, desk.getByRole('button', { name: /Anna Berg/ }), { minutes: 120 });
  await desk.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await desk.getByRole('button', { name: 'Move all the same' }).click();
  await desk.getByRole('button', { name: /^11:00 Anna Berg.*Overbooked/ }).waitFor();
  // The other screen hears of it by itself.
  await page.getByRole('button', { name: /^11:00 Anna Berg.*Overbooked/ }).waitFor();
});

test('with the keyboard one goes from appointment to appointment, opens one and moves it', async () => {
  const { weiss, okafor, tomorrow } = practice;
  await practice.book('Anna Berg', okafor, `${tomorrow}T09:00`);
  await practice.book('Ben Carter', okafor, `${tomorrow}T11:00`);
  await practice.book('Carla Diaz', weiss, `${tomorrow}T11:00`);
  const page = await calendarOfStaff();
  await turnTo(page, tomorrow);
  await page.getByRole('button', { name: /Anna Berg/ }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/^11:00 Ben Carter/);
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toMatch(/^11:00 Carla Diaz/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Carla Diaz' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await focused(page)).toMatch(/^11:00 Carla Diaz/);
  await page.keyboard.press('Shift+ArrowDown');
  const dialog = page.getByRole('dialog', { name: 'Move Carla Diaz?' });
  expect(await chosen(dialog.getByLabel('Time'))).toBe('11:30');
  await dialog.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await page.getByRole('button', { name: /^11:30 Carla Diaz/ }).waitFor();
});

test('an empty time is tapped and booked, once or every week', async () => {
  const { tomorrow } = practice;
  const page = await calendarOfStaff();
  await turnTo(page, tomorrow);
  await tapAt(page, 'Dr Lena Weiss', 10 * 60);
  const dialog = page.getByRole('dialog', { name: 'Book' });
  expect(await chosen(dialog.getByLabel('With'))).toBe('Dr Lena Weiss');
  await eventually(async () => expect(await chosen(dialog.getByLabel('Time'))).toBe('10:00'));
  await dialog.getByLabel('Name').fill('Dev Patel');
  await dialog.getByLabel('Phone').fill('+4915112345678');
  await dialog.getByLabel('Language').selectOption('Deutsch');
  await dialog.getByLabel('Repeat').selectOption('Every week');
  await dialog.getByLabel('How often').fill('6');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByText('6 appointments booked.').waitFor();
  await page.getByRole('button', { name: /^10:00 Dev Patel/ }).waitFor();

  await page.getByRole('button', { name: /^10:00 Dev Patel/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Dev Patel' });
  await sheet.getByText('part of a series').waitFor();
  await sheet.getByRole('button', { name: 'Cancel the appointment' }).click();
  await sheet.getByRole('radio', { name: 'This one and all after it' }).check();
  await sheet.getByLabel('Reason').fill('Moves away');
  await sheet.getByRole('button', { name: 'Cancel the appointment' }).click();
  await page.getByText('Dev Patel: cancelled').waitFor();
  await eventually(async () => expect(await page.getByRole('button', { name: /Dev Patel/ }).count()).toBe(0));
  const { data } = await yes(
    screens.clinic.owner.get<{ data: Appointment[] }>('/appointments?status=cancelled&limit=20'),
  );
  expect(data.map(({ reason }) => reason)).toEqual(Array.from({ length: 6 }, () => 'Moves away'));
});

test('who comes today is checked in by one tap and called from the same screen', async () => {
  const { weiss, today } = practice;
  await practice.book('Anna Berg', weiss, `${today}T16:00`);
  await practice.book('Ben Carter', weiss, `${today}T16:30`, { note: 'Brings pictures' });
  const { page } = await screens.tablet();
  await page.getByText('Next appointment: 16:00').waitFor();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('radio', { name: 'Who comes' }).check();
  const rows = page.getByRole('listitem');
  expect(await rows.count()).toBe(2);
  await rows.first().getByRole('button', { name: 'Check in' }).click();
  await page.getByText('Checked in. Number A001').waitFor();
  await rows.first().getByText('In the queue: A001').waitFor();
  await rows
    .nth(1)
    .getByRole('button', { name: /Ben Carter/ })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Ben Carter' });
  await sheet.getByText('Brings pictures').waitFor();
  await sheet.getByRole('button', { name: 'Mark as missed' }).click();
  await rows.nth(1).getByText('Missed').waitFor();
  await page.getByRole('link', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Call next — A001' }).waitFor();
});

test('who waits for a time stands on the waitlist, and takes what somebody gives back', async () => {
  const { weiss, tomorrow } = practice;
  await practice.book('Anna Berg', weiss, `${tomorrow}T09:00`);
  const page = await calendarOfStaff();
  await page.getByRole('radio', { name: 'Waitlist' }).check();
  await page.getByText('Nobody waits for a time.').waitFor();
  await page.getByRole('button', { name: 'Add to the waitlist' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('With').selectOption('Dr Lena Weiss');
  await dialog.getByLabel('Name').fill('Eve Long');
  await dialog.getByLabel('Phone').fill('+4915187654321');
  await dialog.getByRole('button', { name: 'Add to the waitlist' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Eve Long' });
  await row.getByText('waits since').waitFor();
  const anna = await appointmentOf('Anna Berg');
  await yes(screens.clinic.owner.delete(`/appointments/${anna.id}`, {}));
  await row.getByText(/Offered .* 9:00, until/).waitFor();
  await page.getByText('Open offers').waitFor();
});

/** The tablet of somebody who calls no one now. */
async function calendarOfStaff(options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screens.open(screens.address('staff'), 'tablet', options);
  await signIn(page, screens.sam);
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('heading', { name: 'Calendar' }).waitFor();
  return page;
}

async function calendarAtDesk(): Promise<Page> {
  const { page } = await screens.desk();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('heading', { name: 'Calendar' }).waitFor();
  return page;
}

async function turnTo(page: Page, day: string): Promise<void> {
  await page.getByLabel('Go to a day').fill(day);
  await page.locator('.cal__column').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** So many minutes later, and to the middle of a column. */
async function drag(page: Page, block: Locator, { column, minutes }: { column?: string; minutes: number }) {
  await block.scrollIntoViewIfNeeded();
  const from = await boxOf(block);
  const to = column === undefined ? from : await boxOf(page.getByRole('region', { name: column }));
  const perMinute = (await pixelsPerHour(page)) / 60;
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 10, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, y + minutes * perMinute, { steps: 8 });
  await page.mouse.up();
}

type Point = { x: number; y: number };

async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

/** As a touch screen reports one, so that the browser decides whether it scrolls. */
async function fingerOn(page: Page) {
  const screen = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => touch('touchStart', [at]),
    move: (to: Point) => touch('touchMove', [to]),
    up: () => touch('touchEnd', []),
  };
}

/** Nobody can book what has begun: time goes by instead. */
async function alreadyBegun(appointmentId: string, minutesAgo: number): Promise<void> {
  const database = new pg.Client(stage.service.database.adminUrl);
  await database.connect();
  await database.query(
    `UPDATE appointments SET starts_at = starts_at - by, ends_at = ends_at - by, busy_from = busy_from - by, busy_until = busy_until - by
     FROM (SELECT starts_at - now() + make_interval(mins => $2) AS by FROM appointments WHERE id = $1) AS late WHERE id = $1`,
    [appointmentId, minutesAgo],
  );
  await database.end();
}

async function tapAt(page: Page, column: string, minutes: number): Promise<void> {
  const region = page.getByRole('region', { name: column });
  // The first hour that is shown is the one before the doors open.
  const y = ((minutes - 7 * 60) / 60) * (await pixelsPerHour(page)) + 5;
  await region.click({ position: { x: 20, y } });
}

async function pixelsPerHour(page: Page): Promise<number> {
  return page
    .locator('.cal__body')
    .evaluate((body) => 60 * parseFloat(getComputedStyle(body).getPropertyValue('--px')));
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing is drawn there');
  return box;
}

async function chosen(select: Locator): Promise<string> {
  return select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? ''); // a list to choose from
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

async function appointmentOf(name: string): Promise<Appointment> {
  const { data } = await yes(
    screens.clinic.owner.get<{ data: Appointment[] }>(`/appointments?q=${encodeURIComponent(name)}&status=booked`),
  );
  const [only] = data;
  if (!only) throw new Error(`${name} has no appointment`);
  return only;
}
