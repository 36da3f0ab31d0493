import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { callNext, join } from '../support/service.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { tap } from './device.ts';
import { look as everythingAbout } from './look.ts';

/** Every screen in the states that people meet it in: by day and by night, in English and from right to left. */

// Everything about every element of fifty screens.
jest.setTimeout(300_000);

let stage: Stage;
let screens: ClinicScreens;
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  found = [];
  screens = await openClinicScreens(stage, { reducedMotion: 'reduce' });
  await yes(screens.clinic.owner.patch('/organization', { languages: ['en', 'ar', 'hi'] }));
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('the kiosk can be used by everybody', async () => {
  const { clinic, queue } = screens;
  await clinic.queue('B', { name: 'Blood tests and vaccinations for travellers' });
  const { page, context } = await screens.kiosk();
  await page.getByRole('button', { name: 'English' }).waitFor();
  await look(page, 'language');
  await page.getByRole('button', { name: 'English' }).click();
  const tile = page.getByRole('button', { name: 'General practice' });
  await tile.waitFor();
  await look(page, 'services');
  await context.setOffline(true);
  await tile.click();
  await page.getByRole('heading', { name: 'There is no connection at the moment.' }).waitFor();
  await look(page, 'offline');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Your number' }).waitFor();
  await look(page, 'ticket');
  // Looking takes longer than the tablet waits for somebody who says nothing.
  await page.reload();
  await page.getByRole('button', { name: 'العربية' }).click();
  await tile.waitFor();
  await look(page, 'services in Arabic');
  await yes(clinic.owner.patch(`/queues/${queue.id}`, { capacity: 1 }));
  await tile.click();
  await page.getByRole('alert').waitFor();
  await look(page, 'refused in Arabic');
  const unpaired = await screens.open(screens.address('kiosk'), 'kiosk');
  await unpaired.page.getByRole('heading', { name: 'Pair this screen' }).waitFor();
  await look(unpaired.page, 'pairing');
  expect(found).toEqual([]);
});

test('the display can be read by everybody', async () => {
  const { clinic, queue } = screens;
  const other = await clinic.queue('B', { name: 'Blood tests' });
  const { token } = await clinic.device('display', [queue.id, other.id]);
  const { page, context } = await screens.open(`${screens.address('display')}#token=${token}`, 'display');
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await look(page, 'nobody called');
  for (let n = 0; n < 6; n++) await join(clinic.owner, n % 2 ? other.id : queue.id);
  const rooms = [await clinic.counter([queue.id], clinic.owner), await clinic.counter([other.id], clinic.owner)];
  const missed = await callNext(clinic.owner, queue.id, rooms[0] ?? '');
  await clinic.owner.post(`/entries/${missed.entry.id}/no-show`);
  await callNext(clinic.owner, queue.id, rooms[0] ?? '');
  await page.getByText('Missed').waitFor();
  await look(page, 'calling');
  await callNext(clinic.owner, other.id, rooms[1] ?? '');
  await yes(clinic.owner.put(`/queues/${queue.id}/pause`, { reason: 'Lunch' }));
  await page.getByText('Paused').first().waitFor();
  await look(page, 'paused');
  await context.setOffline(true);
  await page
    .getByRole('status')
    .filter({ hasText: /Last known at/ })
    .first()
    .waitFor();
  await look(page, 'offline');
  await context.setOffline(false);

  const arab = await screens.open(`${screens.address('display')}?lang=ar#token=${token}`, 'display');
  await arab.page.getByText('A002').first().waitFor();
  await look(arab.page, 'calling in Arabic');
  const portrait = await screens.open(`${screens.address('display')}#token=${token}`, 'display', {
    viewport: { width: 1080, height: 1920 },
  });
  await portrait.page.getByText('A002').first().waitFor();
  await look(portrait.page, 'portrait');
  const unpaired = await screens.open(screens.address('display'), 'display');
  await unpaired.page.getByRole('heading', { name: 'Pair this screen' }).waitFor();
  await look(unpaired.page, 'pairing');
  expect(found).toEqual([]);
});

test('the phone can be used by everybody', async () => {
  const { clinic, queue } = screens;
  const first = await join(clinic.owner, queue.id);
  const { entry, tracking_token: token } = await join(clinic.owner, queue.id);
  const { page, context } = await screens.phone(token);
  await page.getByText('1 before you').first().waitFor();
  await look(page, 'waiting');
  await page.getByRole('button', { name: 'I need ten minutes' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'ten minutes?');
  await page.keyboard.press('Escape');
  await yes(clinic.owner.delete(`/entries/${first.entry.id}`, { reason: 'Came twice' }));
  await page.getByText('You are next').first().waitFor();
  await page.getByRole('button', { name: 'Leave the queue' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'leave?');
  await page.getByRole('button', { name: 'Stay' }).click();
  await context.setOffline(true);
  await page
    .getByText(/Last known at/)
    .first()
    .waitFor();
  await look(page, 'offline');
  await context.setOffline(false);

  const arab = await screens.phone(token, { locale: 'ar-EG' });
  await arab.page.getByText('A002').first().waitFor();
  await look(arab.page, 'waiting in Arabic');
  const room = await clinic.counter([queue.id], clinic.owner);
  await callNext(clinic.owner, queue.id, room);
  await page.getByText('It is your turn').waitFor();
  await look(page, 'called');
  await arab.page.getByText('Room 1').first().waitFor();
  await look(arab.page, 'called in Arabic');
  await page.getByRole('button', { name: 'I’m coming' }).click();
  await page.getByRole('button', { name: 'I’m here' }).waitFor();
  await look(page, 'on the way');
  await clinic.owner.post(`/entries/${entry.id}/no-show`);
  await page.getByRole('heading', { name: 'You missed your call' }).waitFor();
  await look(page, 'missed');
  await yes(clinic.owner.post(`/entries/${entry.id}/return`, { placement: 'first' }));
  await callNext(clinic.owner, queue.id, room);
  await yes(clinic.owner.post(`/entries/${entry.id}/service`));
  await page.getByRole('heading', { name: 'Please go in' }).waitFor();
  await look(page, 'in service');
  await yes(clinic.owner.post(`/entries/${entry.id}/completion`));
  await page.getByRole('heading', { name: 'All done' }).waitFor();
  await look(page, 'done');
  const nowhere = await screens.phone('trk_nonsense');
  await look(nowhere.page, 'unknown link');
  expect(found).toEqual([]);
});

test('a place without JavaScript and the doors of the house can be used by everybody', async () => {
  const { tracking_token: token } = await join(screens.clinic.owner, screens.queue.id);
  const { page } = await screens.open(screens.address(''), 'phone');
  await page.getByRole('heading').first().waitFor();
  await look(page, 'front door');
  await page.goto(new URL('/', page.url()).href);
  await look(page, 'front door of the service');
  await page.goto(new URL('/no-such-page', page.url()).href);
  await look(page, 'no such page');
  // axe is a script: not all of them are kept away, only the page's own.
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(screens.address(`t/${token}`));
  await page.getByText('You are next.').first().waitFor();
  await look(page, 'place without scripts');
  expect(found).toEqual([]);
});

test('the tablet can be used by everybody', async () => {
  const { clinic, queue, sam } = screens;
  const other = await clinic.queue('B', { name: 'Blood tests and vaccinations for travellers' });
  const { page, context } = await screens.open(screens.address('staff'), 'tablet');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await look(page, 'sign in');
  await signIn(page, { ...sam, password: 'not the password' });
  await page.getByRole('alert').first().waitFor();
  await look(page, 'wrong password');
  await signIn(page, sam);
  await page.getByRole('radio', { name: 'Blue room' }).waitFor();
  await look(page, 'where do you work');
  await page.getByRole('radio', { name: 'Blue room' }).check();
  for (const name of ['General practice', other.name]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Open Blue room' }).click();
  await page.getByRole('heading', { name: 'You are clear' }).waitFor();
  await look(page, 'nobody waits');

  for (const name of ['Wilhelmina-Charlotte von Brandenburg-Schwedt', 'Bo', 'Cleo'])
    await join(clinic.owner, queue.id, {
      patient_name: name,
      note: 'a note',
      priority: name === 'Bo' ? 'urgent' : 'normal',
    });
  await page.getByRole('button', { name: /^Call next — A002/ }).waitFor();
  await look(page, 'somebody waits');
  await page.getByRole('button', { name: 'Add person' }).click();
  await looksIn(page, 'add person');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause the counter' }).click();
  await looksIn(page, 'pause');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keyboard' }).click();
  await looksIn(page, 'keyboard');
  await page.getByRole('button', { name: 'Menu' }).click();
  await looksIn(page, 'menu');
  await page.waitForTimeout(400);
  await page.getByRole('button', { name: /^Call next — A002/ }).click();
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await look(page, 'called');
  await page.getByRole('button', { name: 'More for A002' }).click();
  await looksIn(page, 'what else');
  await tap(page, 'Start');
  await page.getByRole('button', { name: /^Finish and call A001/ }).waitFor();
  await look(page, 'in service');
  await tap(page, 'Park');
  await page.getByRole('tab', { name: /^Parked/ }).click();
  await look(page, 'parked');

  await context.setOffline(true);
  await page.getByText(/No connection\. You see how it was at/).waitFor();
  await look(page, 'offline');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause the counter' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lunch' }).click();
  await page.getByText('Nobody is called to this counter').first().waitFor();
  await look(page, 'paused');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('combobox').first().selectOption('ar');
  await page.locator('html[dir=rtl]').waitFor();
  await looksIn(page, 'menu in Arabic');
  await look(page, 'paused in Arabic');
  expect(found).toEqual([]);
});

/** What lies over the page, and is gone with Escape. */
async function looksIn(page: Page, state: string): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await look(page, state);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function look(page: Page, state: string): Promise<void> {
  found.push(...(await everythingAbout(page, state, { narrowest: narrowestOf(page) })));
}

/** Nobody zooms a wall; the tablet at the entrance is a tablet. */
function narrowestOf(page: Page): number {
  const { pathname } = new URL(page.url());
  if (pathname.endsWith('/display')) return page.viewportSize()?.width ?? 0;
  return pathname.endsWith('/kiosk') ? 512 : 320;
}
