import pg from 'pg';
import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { pictures } from '../support/pictures.ts';
import { callNext, join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { openDevice, SIZES } from './device.ts';

/** The television in the waiting room: what it shows between calls, and that nobody who is called is lost on it. */

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

/** As when a television comes back from its sleep: it asks at once and not within the minute. */
const wake = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
const card = (page: Page) => page.locator('.calling');

/** Every big number, in the order in which it was lit up. */
async function lightsOf(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const lit: string[] = [];
    const look = () => {
      const number = document.querySelector('.calling--bright .calling__number')?.textContent;
      if (number !== undefined && number !== null && number !== lit[lit.length - 1]) lit.push(number);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
    Object.assign(window, { lit });
  });
  return () => page.evaluate(() => (window as unknown as { lit: string[] }).lit); // put there above
}

test('a message that is written at the desk hangs on the wall between calls, and makes room for them', async () => {
  const { clinic, queue } = screens;
  const counter = await clinic.counter([queue.id], clinic.owner);
  const { entry: early } = await join(clinic.owner, queue.id);
  await callNext(clinic.owner, queue.id, counter);
  await yes(clinic.owner.post(`/entries/${early.id}/service`));
  const [display, desk] = await Promise.all([screens.display(), screens.desk()]);
  await display.page.getByRole('heading', { name: 'Last called' }).waitFor();

  const { page } = desk;
  await page.getByRole('link', { name: 'Screens' }).click();
  await page.getByRole('link', { name: 'Messages' }).click();
  await page.getByRole('link', { name: 'Add message' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Flu season');
  await page.getByLabel('Words in English').fill('Flu vaccination today\nAsk at the desk.');
  await page.locator('.message-preview').getByText('Flu vaccination today').waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'flu.png', mimeType: 'image/png', buffer: pictures.png(160, 90) });
  await page.locator('.message-preview img').waitFor();
  await page.getByRole('button', { name: 'Add message' }).click();
  await page.getByRole('link', { name: 'Flu season' }).waitFor();

  await wake(display.page);
  await display.page.getByText('Flu vaccination today').waitFor();
  await eventually(async () =>
    expect(await display.page.locator('.between img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(
      160,
    ),
  );
  // Whoever was called last is not hidden by it.
  await display.page.getByRole('complementary').getByText('A001', { exact: true }).waitFor();

  const { entry } = await join(clinic.owner, queue.id);
  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  await card(display.page).getByText('A002', { exact: true }).waitFor();
  expect(await display.page.getByText('Flu vaccination today').count()).toBe(0);
  await yes(clinic.owner.post(`/entries/${entry.id}/service`));
  await display.page.getByText('Flu vaccination today').waitFor({ timeout: 40_000 });

  // Switched off at the desk it is gone, without anybody reloading anything.
  await page.getByRole('link', { name: 'Flu season' }).click();
  await page.getByRole('checkbox', { name: 'Show it' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Add message' }).waitFor();
  await wake(display.page);
  await display.page.getByRole('heading', { name: 'Last called' }).waitFor();
  expect(screens.troubles()).toEqual([]);
}, 120_000);

test('six calls in one second are six announcements, in their order, each read along', async () => {
  const { clinic, queue } = screens;
  const rooms: string[] = [];
  for (let n = 0; n < 6; n++) {
    await join(clinic.owner, queue.id);
    rooms.push(await clinic.counter([queue.id], clinic.owner));
  }
  const { page } = await screens.display();
  await page.getByText('6 waiting').waitFor();
  const lit = await lightsOf(page);
  await Promise.all(rooms.map((room) => callNext(clinic.owner, queue.id, room)));
  await page.getByText('please go to room').first().waitFor();
  await eventually(async () => expect(await lit()).toHaveLength(6), { within: 120_000 });
  expect(await lit()).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006']);
  // Nobody comes a second time.
  await page.waitForTimeout(8_000);
  expect(await lit()).toHaveLength(6);
}, 180_000);

test('a call that is minutes old when the wall hears of it is shown, and not shouted', async () => {
  const { clinic, queue } = screens;
  await join(clinic.owner, queue.id);
  const room = await clinic.counter([queue.id], clinic.owner);
  await callNext(clinic.owner, queue.id, room);
  const admin = new pg.Client(stage.service.database.adminUrl);
  await admin.connect();
  try {
    const sql = `UPDATE entries SET called_at = called_at - interval '2 minutes' WHERE organization_id = $1`;
    await admin.query(sql, [clinic.organizationId]);
  } finally {
    await admin.end();
  }
  const { page } = await screens.display();
  const lit = await lightsOf(page);
  await card(page).getByText('A001', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Now calling' }).waitFor();
  await page.waitForTimeout(3_000);
  expect(await lit()).toEqual([]);

  // The next one is shouted as ever.
  await join(clinic.owner, queue.id);
  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  await eventually(async () => expect(await lit()).toEqual(['A002']));
});

test('a wall without sound says so to everybody in the room, and one tap helps', async () => {
  const { clinic, queue } = screens;
  const { token } = await clinic.device('display', [queue.id]);
  const { page, context } = await openDevice(stage.browser, 'display');
  try {
    await page.addInitScript(silentUntilTouched);
    await page.goto(`${screens.address('display')}#token=${token}`);
    const button = page.getByRole('button', { name: 'Sound is off. Tap to turn sound on' });
    await button.waitFor();
    const { width } = (await button.boundingBox()) ?? { width: 0 };
    expect(width).toBeGreaterThanOrEqual(SIZES.display.width - 16);
    await button.click();
    await button.waitFor({ state: 'detached' });
    // Whoever has come with a mouse has also made it fill the screen.
    await eventually(async () => expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true));
  } finally {
    await context.close();
  }
});

/** As browsers are that were not made for walls. Their own rule cannot be tried: to them every question of a test is a touch. */
function silentUntilTouched(): void {
  let touched = false;
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      addEventListener('click', ({ isTrusted }) => {
        touched = isTrusted;
        this.dispatchEvent(new Event('statechange'));
      });
    }
    override get state() {
      return touched ? super.state : 'suspended';
    }
    override resume() {
      return touched ? super.resume() : new Promise<void>(() => undefined);
    }
  };
}

test('after a quarter of an hour without contact people are sent to the desk, and back again', async () => {
  const { clinic, queue } = screens;
  await join(clinic.owner, queue.id);
  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  const { token } = await clinic.device('display', [queue.id]);
  const { page, context } = await openDevice(stage.browser, 'display');
  try {
    await page.clock.install();
    await page.goto(`${screens.address('display')}#token=${token}`);
    await card(page).getByText('A001', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText(/Last known at \d/).waitFor();
    await page.getByRole('heading', { name: 'Last called' }).waitFor();
    await page.clock.fastForward(16 * 60_000);
    await page.getByText('Please ask at the desk').first().waitFor();
    expect(await page.getByText('A001').count()).toBe(0);

    await context.setOffline(false);
    await page.clock.fastForward(60_000);
    await card(page).getByText('A001', { exact: true }).waitFor({ timeout: 40_000 });
  } finally {
    await context.close();
  }
}, 120_000);

const WALLS = {
  'a television from 2018': { width: 1280, height: 720 },
  'a large one': { width: 3840, height: 2160 },
  'one that stands on its end': { width: 1080, height: 1920 },
  'an old monitor': { width: 1280, height: 1024 },
};

test('with 300 people and names of forty letters nothing is cut off or outside, on a wall of any size', async () => {
  const { clinic } = screens;
  const name = 'Untersuchungszimmer Erdgeschoss links 112';
  const queue = await clinic.queue('B', { name: 'Blutabnahme und Laboruntersuchungen im H' });
  const room = await yes(clinic.owner.post<{ id: string }>('/counters', { name, office_id: clinic.officeId }));
  await yes(clinic.owner.put(`/counters/${room.id}/session`, { queue_ids: [queue.id] }));
  for (let n = 0; n < 30; n++) await Promise.all(Array.from({ length: 10 }, () => join(clinic.owner, queue.id)));
  await callNext(clinic.owner, queue.id, room.id);
  const { token } = await clinic.device('display', [queue.id, screens.queue.id]);
  const { page } = await screens.open(`${screens.address('display')}#token=${token}`, 'display');
  await page.getByText('299 waiting').waitFor();
  await card(page).getByText(name).first().waitFor();
  for (const [wall, size] of Object.entries(WALLS)) {
    await page.setViewportSize(size);
    await eventually(async () => expect([wall, ...(await page.evaluate(outside))]).toEqual([wall]));
  }
}, 120_000);

/** What leaves the wall, and words that leave their box. */
function outside(): string[] {
  const wrong: string[] = [];
  for (const part of document.querySelectorAll<HTMLElement>('.wall, .wall section, .wall aside, .fitted')) {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) wrong.push(part.className);
  }
  for (const line of document.querySelectorAll<HTMLElement>('.fitted__line')) {
    const [inner, box] = [line.getBoundingClientRect(), line.parentElement?.getBoundingClientRect()];
    if (!box || inner.width > box.width + 1 || inner.height > box.height + 1) wrong.push(line.textContent);
  }
  return wrong;
}
