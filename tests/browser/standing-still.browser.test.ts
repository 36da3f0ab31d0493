import pg from 'pg';
import { join } from '../support/service.ts';
import { axeFindings } from './axe-findings.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import type { Device } from './device.ts';

/** An organization that is suspended: what people see meanwhile, and that nobody has to do anything afterwards. */

jest.setTimeout(240_000);

const WHY = 'The invoice of October is open.';

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

test('every open screen says why the clinic stands still, and comes back by itself', async () => {
  const me = await join(screens.clinic.owner, screens.queue.id);
  const [display, kiosk, phone, tablet] = await Promise.all([
    screens.display(),
    screens.kiosk(),
    screens.phone(me.tracking_token),
    screens.tablet(),
  ]);
  const all = [display, kiosk, phone, tablet];
  await phone.page.getByRole('heading', { name: 'You are next' }).waitFor();
  await display.page.getByText('1 waiting').waitFor();
  await tablet.page.getByRole('button', { name: 'Call next — A001' }).waitFor();

  await stand('suspended', WHY);
  await Promise.all(all.map(saysWhy));
  expect(await axeFindings(phone.page, 'suspended')).toEqual([]);
  // Whoever opens a screen now reads the same.
  const late = await screens.open(screens.address('kiosk'), 'kiosk');
  await saysWhy(late);

  await stand('active', null);
  await phone.page.getByRole('heading', { name: 'You are next' }).waitFor({ timeout: 60_000 });
  await display.page.getByText('1 waiting').waitFor({ timeout: 60_000 });
  await kiosk.page.getByRole('button', { name: 'English' }).waitFor({ timeout: 60_000 });
  await tablet.page.getByRole('button', { name: 'Call next — A001' }).waitFor({ timeout: 60_000 });
  await late.page.getByRole('heading', { name: 'Pair this screen' }).waitFor({ timeout: 60_000 });
});

test('the owner of a suspended clinic reads the plan and takes the data along', async () => {
  await stand('suspended', WHY);
  const { page } = await screens.open(screens.address('admin'), 'desk');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await signIn(page, screens.clinic);
  await page.getByText(WHY).waitFor({ timeout: 60_000 });
  await page.getByRole('heading', { name: 'Plan and use' }).waitFor();
  expect(await axeFindings(page, 'suspended owner')).toEqual([]);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await file).suggestedFilename()).toContain(screens.clinic.slug);
});

/** The screen may ask only after a while; the service knows within five seconds. */
async function saysWhy({ page }: Device): Promise<void> {
  await page.getByRole('heading', { name: 'This organization is paused' }).waitFor({ timeout: 90_000 });
  await page.getByText(WHY).waitFor();
}

async function stand(status: string, reason: string | null): Promise<void> {
  const client = new pg.Client(stage.service.database.adminUrl);
  await client.connect();
  try {
    await client.query('UPDATE control.organizations SET status = $2, status_reason = $3 WHERE slug = $1', [
      screens.clinic.slug,
      status,
      reason,
    ]);
  } finally {
    await client.end();
  }
}
