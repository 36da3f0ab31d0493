import type { Page } from 'playwright-core';
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

test('a display is paired with the keyboard alone', async () => {
  const wall = await screens.open(screens.address('display'), 'display');
  await wall.page.getByRole('heading', { name: 'Pair this screen' }).waitFor();
  const code = (await wall.page.locator('bdi[aria-label]').getAttribute('aria-label')) ?? '';

  const { page } = await screens.open(screens.address('admin'), 'desk');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await write(page, 'E-mail', screens.clinic.email);
  await write(page, 'Password', screens.clinic.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await press(page, 'Screens');
  await page.getByRole('heading', { name: 'Screens' }).waitFor();
  await press(page, 'Pair a screen');
  await page.getByRole('heading', { name: 'Pair a screen' }).waitFor();
  await write(page, 'Code on the screen', code.replaceAll(' ', ''));
  await write(page, 'Name', 'Waiting room');
  await walkTo(page, 'General practice');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await wall.page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await page.getByRole('link', { name: 'Waiting room' }).waitFor();
}, 120_000);

async function write(page: Page, label: string, words: string): Promise<void> {
  await walkTo(page, label);
  await page.keyboard.type(words);
}

async function press(page: Page, name: string): Promise<void> {
  await walkTo(page, name);
  await page.keyboard.press('Enter');
}

/** With the tabulator, from wherever the keyboard is, and never through more than is on the page. */
async function walkTo(page: Page, name: string): Promise<void> {
  const met: string[] = [];
  while (met.length < 80) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
      return (element?.getAttribute('aria-label') ?? label ?? '').trim();
    });
    if (here === name) return;
    met.push(here);
  }
  throw new Error(`the keyboard never came to ${name}, but to ${met.join(', ')}`);
}
