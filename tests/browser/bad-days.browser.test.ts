import type { Page } from 'playwright-core';
import { yes } from '../support/api.ts';
import { callNext, join } from '../support/service.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';

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

test('a phone and a tablet without network say so, and are current again when it is back', async () => {
  const { clinic, queue } = screens;
  const me = await join(clinic.owner, queue.id);
  const [phone, tablet] = await Promise.all([screens.phone(me.tracking_token), screens.tablet()]);
  const devices = [phone, tablet];
  const call = tablet.page.getByRole('button', { name: 'Call next — A001' });
  await call.click({ trial: true });
  await everyBadge(devices, 'Live');

  await Promise.all(devices.map(({ context }) => context.setOffline(true)));
  await everyBadge(devices, 'Reconnecting');
  expect(await call.isDisabled()).toBe(true);
  // Meanwhile the world goes on: another room calls.
  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  await everyBadge(devices, /Last known at \d/);
  await tablet.page.getByText(/No connection\. You see how it was at \d/).waitFor();
  await phone.page.getByRole('heading', { name: 'You are next' }).waitFor();

  await Promise.all(devices.map(({ context }) => context.setOffline(false)));
  await phone.page.getByText('It is your turn').waitFor();
  await tablet.page.getByRole('heading', { name: 'You are clear' }).waitFor();
  await everyBadge([tablet], 'Live');
});

test('a phone without JavaScript shows the place, and where to go', async () => {
  const { clinic, queue } = screens;
  const me = await join(clinic.owner, queue.id);
  const { page } = await screens.phone(me.tracking_token, { javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'A001' }).waitFor();
  await page.getByText('You are next.').waitFor();
  // Not by its text: Playwright never looks for text inside a noscript.
  expect(await page.locator('noscript p').innerText()).toBe('This page looks again every 20 seconds.');

  await callNext(clinic.owner, queue.id, await clinic.counter([queue.id], clinic.owner));
  await page.reload();
  await page.getByText('Please go to Room 1.').waitFor();
});

test('a wrong password is answered in words, and the right one still works', async () => {
  const { page } = await screens.open(screens.address('staff'), 'tablet');
  await signIn(page, { ...screens.sam, password: 'not the password' });
  await page.getByRole('alert').getByText('The e-mail or the password is wrong.').waitFor();

  await signIn(page, screens.sam);
  await page.getByRole('heading', { name: 'Where do you work today, Sam Staff?' }).waitFor();
});

test('a link that leads nowhere opens a friendly page', async () => {
  const { tracking_token: token } = await join(screens.clinic.owner, screens.queue.id);
  for (const wrong of [`${token.slice(0, -2)}xx`, 'trk_nonsense', token.slice(0, 20)]) {
    const { page } = await screens.phone(wrong);
    await page.getByRole('heading', { name: 'This link is not in use any more.' }).waitFor();
    await page.getByText('If you are still waiting, please ask at the desk.').waitFor();
  }
});

test('a kiosk without network gives no number, and says what to do', async () => {
  const { page, context } = await screens.kiosk();
  await page.getByRole('button', { name: 'English' }).click();
  const tile = page.getByRole('button', { name: 'General practice' });
  await tile.waitFor();
  await context.setOffline(true);
  await tile.click();
  await page.getByRole('heading', { name: 'There is no connection at the moment.' }).waitFor();

  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Your number' }).waitFor();
});

function everyBadge(devices: readonly { page: Page }[], words: string | RegExp): Promise<unknown> {
  return Promise.all(devices.map(({ page }) => page.getByRole('status').filter({ hasText: words }).first().waitFor()));
}

test('whoever may not call from a queue any more is told so, and offered what is left', async () => {
  const { clinic, sam } = screens;
  const other = await clinic.queue('B', { name: 'Blood tests' });
  const colleagues = await yes(clinic.owner.get<{ data: { id: string; email: string }[] }>('/users'));
  const id = colleagues.data.find(({ email }) => email === sam.email)?.id;
  const { page } = await screens.open(screens.address('staff'), 'tablet');
  await signIn(page, sam);
  await page.getByRole('radio', { name: 'Blue room' }).check();
  await page.getByRole('checkbox', { name: 'General practice' }).check();
  await page.getByRole('button', { name: 'Open Blue room' }).click();
  await page.getByRole('heading', { name: 'You are clear' }).waitFor();

  await yes(clinic.owner.patch(`/users/${id}`, { queue_ids: [other.id] }));
  await page.getByText('A queue you called from is not open to you any more.').waitFor();
  await page.getByRole('checkbox', { name: 'Blood tests' }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'General practice' }).count()).toBe(0);
});

test('a form that got no answer keeps what was typed, and the keyboard where it was', async () => {
  const { page, context } = await screens.desk();
  await page.getByRole('link', { name: 'Offices' }).click();
  await page.getByRole('link', { name: 'Add office' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Riverside');
  const add = page.getByRole('button', { name: 'Add office' });
  await context.setOffline(true);
  await add.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('No connection.').waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Riverside');
  expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);

  await context.setOffline(false);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Riverside' }).waitFor();
});
