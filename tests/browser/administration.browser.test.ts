import type { Page } from 'playwright-core';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';

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
  const card = page.getByRole('article').filter({ hasText: 'General practice' });
  await card.getByText(/^1\s*waiting$/).waitFor();
  await join(clinic.owner, queue.id);
  await card.getByText(/^2\s*waiting$/).waitFor();
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

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
  await page.getByRole('heading', { name: place, exact: true }).waitFor();
}

async function codeOn(television: Page): Promise<string> {
  const code = television.getByText('Code', { exact: true }).locator('xpath=following-sibling::p');
  return (await code.innerText()).replaceAll(/\s/g, '');
}
