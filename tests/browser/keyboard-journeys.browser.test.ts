import type { Page } from 'playwright-core';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { focusFindings, tabTo } from './focus-findings.ts';

/** People without a pointer: they always see where they are, and get everywhere. */

jest.setTimeout(240_000);

let stage: Stage;
let screens: ClinicScreens;
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  found = [];
  screens = await openClinicScreens(stage, { reducedMotion: 'reduce' });
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('somebody of the staff signs in, calls, serves and finishes with the keyboard alone', async () => {
  const { clinic, queue, sam } = screens;
  await join(clinic.owner, queue.id, { patient_name: 'Pat Patient' });
  const { page } = await screens.open(screens.address('staff'), 'tablet');
  await signInWithKeys(page, sam);
  await tabTo(page, page.getByRole('radio', { name: 'Blue room' }), found);
  await page.keyboard.press('Space');
  await press(page, 'Open Blue room');
  await press(page, /^Call next — A001/);
  await page.getByRole('button', { name: 'Start' }).waitFor();
  expect(await keyboardIsSomewhere(page)).toBe(true);
  await press(page, 'Start');
  await page.getByRole('button', { name: 'Finish', exact: true }).waitFor();
  expect(await keyboardIsSomewhere(page)).toBe(true);
  await press(page, 'Finish');
  await page.getByRole('heading', { name: 'You are clear' }).waitFor();
  expect(found).toEqual([]);
});

test('a colleague looks into a sheet with the keyboard, and is where they were when it is closed', async () => {
  const { page } = await screens.tablet();
  const menu = page.getByRole('button', { name: 'Menu' });
  await tabTo(page, menu, found);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  // All the way round: the keyboard never leaves what lies on top.
  for (let stop = 0; stop < 15; stop++) {
    await page.keyboard.press('Tab');
    found.push(...(await focusFindings(page)));
    const outside = await page.evaluate(() => {
      const { activeElement: element, body } = document;
      return element !== null && element !== body && element.closest('dialog') === null;
    });
    expect(outside).toBe(false);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(found).toEqual([]);
});

test('the owner makes a queue with the keyboard alone', async () => {
  const { page } = await screens.open(screens.address('admin'), 'desk');
  await signInWithKeys(page, screens.clinic);
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await tabTo(page, page.getByRole('navigation').getByRole('link', { name: 'Queues', exact: true }), found);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Queues' }).waitFor();
  await tabTo(page, page.getByRole('link', { name: 'Add queue' }), found);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Name', { exact: true }), found);
  await page.keyboard.type('Children');
  await tabTo(page, page.getByLabel('Letter'), found);
  await page.keyboard.type('c');
  await tabTo(page, page.getByLabel('Office', { exact: true }), found);
  await page.keyboard.type('Main');
  await tabTo(page, page.getByRole('button', { name: 'Add queue' }), found);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Children' }).waitFor();
  expect(found).toEqual([]);
});

test('a patient thinks twice and leaves with the keyboard alone', async () => {
  const { clinic, queue } = screens;
  const { tracking_token: token } = await join(clinic.owner, queue.id);
  const { page } = await screens.phone(token);
  const leave = page.getByRole('button', { name: 'Leave the queue' });
  await tabTo(page, leave, found);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await leave.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Leave', exact: true }), found);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You have left the queue' }).waitFor();
  expect(found).toEqual([]);
});

async function signInWithKeys(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await tabTo(page, page.getByLabel('E-mail'), found);
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel('Password'), found);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await tabTo(page, button, found);
  // As people who have read the words: what comes at once is taken for the second half of a double press.
  await page.waitForTimeout(400);
  await page.keyboard.press('Enter');
}

/** Lost, it would begin again at the top of the page. */
async function keyboardIsSomewhere(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);
}
