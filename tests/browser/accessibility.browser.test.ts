import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { callNext, join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { tap } from './device.ts';
import { look as everythingAbout } from './look.ts';

// axe looks at every element of thirty screens.
jest.setTimeout(180_000);

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

test('the kiosk can be used by everybody', async () => {
  const { page } = await screens.kiosk();
  await page.getByRole('button', { name: 'English' }).waitFor();
  await look(page, 'language');
  await page.getByRole('button', { name: 'English' }).click();
  const tile = page.getByRole('button', { name: 'General practice' });
  await tile.waitFor();
  await look(page, 'services');
  await tile.click();
  await page.getByRole('heading', { name: 'Your number' }).waitFor();
  await look(page, 'ticket');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await tile.waitFor();
  await yes(screens.clinic.owner.patch(`/queues/${screens.queue.id}`, { capacity: 1 }));
  await tile.click();
  await page.getByRole('alert').waitFor();
  await look(page, 'refused');
  expect(found).toEqual([]);
});

test('the display can be read by everybody', async () => {
  const { clinic, queue } = screens;
  const { page } = await screens.display();
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await look(page, 'nobody called');
  for (let n = 0; n < 3; n++) await join(clinic.owner, queue.id);
  const room = await clinic.counter([queue.id], clinic.owner);
  const missed = await callNext(clinic.owner, queue.id, room);
  await clinic.owner.post(`/entries/${missed.entry.id}/no-show`);
  await callNext(clinic.owner, queue.id, room);
  await page.getByText('Missed').waitFor();
  await look(page, 'calling');
  const unpaired = await screens.open(screens.address('display'), 'display');
  await unpaired.page.getByRole('heading', { name: 'Pair this screen' }).waitFor();
  await look(unpaired.page, 'pairing');
  expect(found).toEqual([]);
});

test('the phone can be used by everybody', async () => {
  const { clinic, queue } = screens;
  const { entry, tracking_token } = await join(clinic.owner, queue.id);
  const { page } = await screens.phone(tracking_token);
  await page.getByRole('heading', { name: 'You are next' }).waitFor();
  await look(page, 'next');
  await page.getByRole('button', { name: 'Leave the queue' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'leave?');
  await page.getByRole('button', { name: 'Stay' }).click();
  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  await page.getByText('It is your turn').waitFor();
  await look(page, 'called');
  await clinic.owner.post(`/entries/${entry.id}/no-show`);
  await page.getByRole('heading', { name: 'You missed your call' }).waitFor();
  await look(page, 'missed');
  const nowhere = await screens.phone('trk_nonsense');
  await look(nowhere.page, 'unknown link');
  expect(found).toEqual([]);
});

test('the tablet can be used by everybody', async () => {
  const { clinic, queue } = screens;
  for (let n = 0; n < 3; n++) await join(clinic.owner, queue.id, { patient_name: `Person ${n}`, note: 'a note' });
  const start = await screens.open(screens.address('staff'), 'tablet');
  await start.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await look(start.page, 'sign in');
  await start.close();

  const { page } = await screens.tablet();
  await page.getByRole('button', { name: 'Call next — A001' }).waitFor();
  await look(page, 'somebody waits');
  await page.getByRole('button', { name: 'Add person' }).click();
  await look(page, 'add person');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await look(page, 'menu');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Call next — A001' }).click();
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await look(page, 'called');
  await page.getByRole('button', { name: 'More for A001' }).click();
  await look(page, 'what else');
  await page.getByRole('button', { name: 'Close' }).click();
  await tap(page, 'Start');
  await page.getByRole('button', { name: 'Finish and call A002' }).waitFor();
  await look(page, 'in service');
  expect(found).toEqual([]);
});

test('the administration can be used by everybody', async () => {
  await join(screens.clinic.owner, screens.queue.id);
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByText('longest').waitFor();
  await look(page, 'today');
  for (const place of ['Queues', 'Screens', 'Staff accounts', 'Organization']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    await page.getByRole('heading', { name: place }).waitFor();
    await look(page, place);
  }
  await page.getByRole('link', { name: 'Queues', exact: true }).click();
  await page.getByRole('link', { name: 'Add queue' }).click();
  await page.getByRole('heading', { name: 'New queue' }).waitFor();
  await look(page, 'new queue');
  expect(found).toEqual([]);
});

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state, { hangs: /kiosk|display/.test(new URL(page.url()).pathname) })));
}
