import type { Page } from 'playwright-core';
import pg from 'pg';
import { PLACES } from '../../kiosk-client/admin/address.ts';
import { yes } from '../support/api.ts';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { look as everythingAbout } from './look.ts';

/** Every place of the administration, as it is at first, when one thing is edited, and from right to left. */

jest.setTimeout(400_000);

const LISTS = ['queues', 'counters', 'offices', 'providers', 'services', 'devices', 'users'];
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
  const page = await lively();
  for (const place of PLACES) await lookAt(page, place);
  expect(found).toEqual([]);
});

test('every thing of the administration can be added and changed by everybody', async () => {
  const page = await lively();
  for (const list of LISTS) {
    await lookAt(page, `${list}/new`);
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
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
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

test('the administration can be used from right to left', async () => {
  await yes(screens.clinic.owner.patch('/organization', { languages: ['en', 'ar'] }));
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.goto(`${screens.address('admin')}?lang=ar`);
  await page.locator('html[dir=rtl] h1').waitFor();
  for (const place of IN_ARABIC) await lookAt(page, place, 'in Arabic');
  expect(found).toEqual([]);
});

/** A clinic where there is something to see, and whose plan has everything. */
async function lively(): Promise<Page> {
  await join(screens.clinic.owner, screens.queue.id);
  await screens.clinic.device('display', [screens.queue.id]);
  await asAdmin("UPDATE control.organizations SET plan_type = 'enterprise' WHERE slug = $1", [screens.clinic.slug]);
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  return page;
}

async function lookAt(page: Page, place: string, how = ''): Promise<void> {
  await goTo(page, place);
  await look(page, `${place} ${how}`.trim());
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `/${place}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  // What the place shows comes a moment after its heading.
  await page.waitForLoadState('networkidle');
}

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state)));
}

/** Plans are the operator's business. */
async function asAdmin(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: stage.service.database.adminUrl });
  await client.connect();
  await client.query(sql, values);
  await client.end();
}
