import type { Page } from 'playwright-core';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { goTo, livelyDesk, openDesk } from './lively-desk.ts';
import { look as everythingAbout } from './look.ts';

/** What is added, changed and taken away in the administration. */

jest.setTimeout(400_000);

const LISTS = ['queues', 'counters', 'offices', 'providers', 'services', 'devices', 'users'];

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

test('every thing of the administration can be added and changed by everybody', async () => {
  const page = await livelyDesk(stage, screens);
  for (const list of LISTS) {
    await goTo(page, `${list}/new`);
    await look(page, `${list}/new`);
    await goTo(page, list);
    const first = page.getByRole('main').getByRole('table').getByRole('link').first();
    if ((await first.count()) === 0) continue;
    await first.click();
    await page.getByRole('main').getByRole('textbox').first().waitFor();
    await look(page, `one of the ${list}`);
  }
  expect(found).toEqual([]);
});

test('what asks before it does something can be used by everybody', async () => {
  const page = await openDesk(screens);
  await goTo(page, `queues/${screens.queue.id}`);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'deactivate?');
  await page.keyboard.press('Escape');
  await goTo(page, 'data');
  await page.getByRole('button', { name: 'Close for ever' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'close for ever?');
  expect(found).toEqual([]);
});

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state)));
}
