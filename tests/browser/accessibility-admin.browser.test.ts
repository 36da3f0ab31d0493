import type { Page } from 'playwright-core';
import { PLACES } from '../../kiosk-client/admin/address.ts';
import { yes } from '../support/api.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { goTo, livelyDesk, openDesk } from './lively-desk.ts';
import { look as everythingAbout } from './look.ts';

/** Every place of the administration, as it is at first, and from right to left. What is edited there: accessibility-editors. */

jest.setTimeout(400_000);

const IN_ARABIC = ['today', 'queues', 'queues/new', 'devices', 'organization', 'plan', 'audit-log'];

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

test('every place of the administration can be used by everybody', async () => {
  const page = await livelyDesk(stage, screens);
  for (const place of PLACES) await lookAt(page, place);
  expect(found).toEqual([]);
});

test('the administration can be used from right to left', async () => {
  await yes(screens.clinic.owner.patch('/organization', { languages: ['en', 'ar'] }));
  const page = await openDesk(screens);
  await page.goto(`${screens.address('admin')}?lang=ar`);
  await page.locator('html[dir=rtl] h1').waitFor();
  for (const place of IN_ARABIC) await lookAt(page, place, 'in Arabic');
  expect(found).toEqual([]);
});

async function lookAt(page: Page, place: string, how = ''): Promise<void> {
  await goTo(page, place);
  await look(page, `${place} ${how}`.trim());
}

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state)));
}
