import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';

/** Under a second on a quiet machine. Left to itself a screen with a live line asks every ten minutes. */
const TOLD_MS = 15_000;

let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('the owner sees how the day goes, while it goes', async () => {
  const { clinic, queue } = screens;
  await join(clinic.owner, queue.id);
  const { page } = await screens.desk();
  const waiting = page
    .getByRole('row', { name: /General practice/ })
    .getByRole('cell')
    .first();
  await eventually(async () => expect(await waiting.innerText()).toBe('1'));
  await join(clinic.owner, queue.id);
  await eventually(async () => expect(await waiting.innerText()).toBe('2'));
  expect(screens.troubles()).toEqual([]);
});

test('the owner adds an office and its queue, and pairs the television that hangs there', async () => {
  const [{ page }, television] = await Promise.all([
    screens.desk(),
    screens.open(screens.address('display'), 'display'),
  ]);
  await goTo(page, 'Offices');
  await page.getByRole('link', { name: 'Add office' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Riverside');
  await page.getByRole('button', { name: 'Add office' }).click();
  await page.getByRole('link', { name: 'Riverside' }).waitFor();

  await goTo(page, 'Queues');
  await page.getByRole('link', { name: 'Add queue' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Children');
  await page.getByLabel('Letter').fill('c');
  await page.getByLabel('Office').selectOption('Riverside');
  await page.getByRole('button', { name: 'Add queue' }).click();
  await page.getByRole('link', { name: 'Children' }).waitFor();

  await goTo(page, 'Screens');
  await page.getByRole('link', { name: 'Pair a screen' }).first().click();
  await page.getByLabel('Code').fill(await codeOn(television.page));
  await page.getByLabel('Name', { exact: true }).fill('Riverside television');
  await page.getByLabel('Office').selectOption('Riverside');
  await page.getByLabel('Children').check();
  await page.getByRole('button', { name: 'Pair a screen' }).click();
  await page.getByRole('link', { name: 'Riverside television' }).waitFor();
  await television.page.getByRole('heading', { name: 'Children' }).waitFor();
  await television.page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  expect(screens.troubles()).toEqual([]);
});

test('a television is looked after from a desk: how it is, its name, its queues, a new page, the end', async () => {
  const { clinic, queue } = screens;
  const second = await clinic.queue('B', { name: 'Blood tests' });
  const [{ page }, { page: wall }] = await Promise.all([screens.desk(), screens.display()]);
  const { page: otherWall } = await screens.display();
  await wall.getByRole('heading', { name: queue.name }).waitFor();
  await goTo(page, 'Screens');
  const rows = page.getByRole('row').filter({ hasText: 'Online' });
  await eventually(async () => expect(await rows.count()).toBe(2), { within: 20_000 });
  await rows.first().getByRole('link').click();
  await page.getByText('1920 × 1080').waitFor();

  let began = Date.now();
  await page.getByLabel('Name', { exact: true }).fill('Above the door');
  await page.getByLabel('Blood tests').check();
  await page.getByRole('button', { name: 'Save' }).click();
  // Whichever of the two it is: the other one hears nothing.
  const mine = await Promise.any(
    [wall, otherWall].map(async (one) => {
      await one.getByText('Above the door').waitFor();
      return one;
    }),
  );
  await mine.getByRole('heading', { name: second.name }).waitFor();
  expect(Date.now() - began).toBeLessThan(TOLD_MS);
  const other = mine === wall ? otherWall : wall;
  expect(await other.getByText('Above the door').count()).toBe(0);

  await page.getByRole('link', { name: 'Above the door' }).click();
  const loaded = [mine, other].map((one) => one.evaluate(() => performance.timeOrigin));
  const [before, beforeThere] = await Promise.all(loaded);
  await page.getByRole('button', { name: 'Load anew' }).click();
  await eventually(
    async () => expect(await mine.evaluate(() => performance.timeOrigin).catch(() => before)).not.toBe(before),
    { within: 10_000 },
  );
  expect(await other.evaluate(() => performance.timeOrigin)).toBe(beforeThere);
  await mine.getByRole('heading', { name: second.name }).waitFor();

  began = Date.now();
  await page.getByRole('button', { name: 'Unpair' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Unpair' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Type “Above the door” to confirm').fill('Above the door');
  await dialog.getByRole('button', { name: 'Unpair' }).click();
  await mine.getByRole('heading', { name: 'Pair this screen' }).waitFor();
  expect(Date.now() - began).toBeLessThan(TOLD_MS);
  expect(await other.getByRole('heading', { name: 'Pair this screen' }).count()).toBe(0);
});

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
  await page.getByRole('heading', { name: place, exact: true }).waitFor();
}

async function codeOn(television: Page): Promise<string> {
  const code = television.getByText('Code', { exact: true }).locator('xpath=following-sibling::p');
  return (await code.innerText()).replaceAll(/\s/g, '');
}
