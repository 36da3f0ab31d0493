import type { Page } from 'playwright-core';
import type { Joined } from '../../realtime/contract/commands.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openPushService, type PushService } from '../support/push-service.ts';
import { callNext, CANARY, join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { delivered, findableAt, notifications, workerOf } from './told-phone.ts';

/** What a telephone does that nobody looks at, or that has no network. */
let push: PushService;
let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  push = await openPushService();
  stage = await openStage({ env: push.env });
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
  const { clinic, queue, room } = screens;
  await yes(clinic.owner.put(`/counters/${room.id}/session`, { queue_ids: [queue.id] }));
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(async () => {
  await stage?.close();
  await push?.close();
});

const someone = (): Promise<Joined> => join(screens.clinic.owner, screens.queue.id, { patient_name: CANARY });
const call = () => callNext(screens.clinic.owner, screens.queue.id, screens.room.id);

async function serve(): Promise<void> {
  const { entry } = await call();
  await yes(screens.clinic.owner.post(`/entries/${entry.id}/service`));
  await yes(screens.clinic.owner.post(`/entries/${entry.id}/completion`));
}

/** The worker is there, and has everything that it keeps. */
async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test('without a network a telephone shows the last known place with its time, and comes back by itself', async () => {
  await someone();
  const { tracking_token: token } = await someone();
  const phone = await screens.phone(token);
  await phone.page.getByText('Live').waitFor();
  await installed(phone.page);

  await phone.context.setOffline(true);
  await phone.page.reload();
  await phone.page.getByText('No network').waitFor();
  await phone.page.getByText('1 before you').waitFor();
  expect(await phone.page.getByText(/^Last known at \d/).count()).toBe(1);
  expect(await phone.page.getByText('Live', { exact: true }).count()).toBe(0);
  // Nothing can be asked for that nobody would hear.
  expect(await phone.page.getByRole('button', { name: 'Leave the queue' }).count()).toBe(0);

  await serve();
  await phone.context.setOffline(false);
  await phone.page.getByText('You are next').waitFor();
  await phone.page.getByText('Live').waitFor();
  expect(await phone.page.getByText('No network').count()).toBe(0);
}, 60_000);

test('who taps twice on "I’m coming" is not there yet; the service begins with "I’m here"', async () => {
  const { tracking_token: token } = await someone();
  const { page } = await screens.phone(token);
  await page.getByText('Live').waitFor();
  await call();
  await page.getByText('It is your turn').waitFor();
  const said: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && said.push(request.url().split('/').at(-1) ?? ''));
  // The second tap falls on what has just taken the place of the first.
  await page.evaluate(() => {
    const watching = new MutationObserver(() => {
      const here = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'I’m here');
      if (!here || here.disabled || here.getAttribute('aria-busy') === 'true') return;
      watching.disconnect();
      here.click();
    });
    watching.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.getByRole('button', { name: 'I’m coming' }).click();
  await page.getByText('We know you are coming.').waitFor();
  await page.locator('.called__coming[aria-busy="false"]').waitFor();
  expect(said).toEqual(['coming']);
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('We know you are coming.');
  await eventually(async () => {
    await page.getByRole('button', { name: 'I’m here' }).click({ timeout: 1_000 });
    expect(said).toEqual(['coming', 'arrival']);
  });
  await page.getByRole('heading', { name: 'Please go in' }).waitFor();
}, 60_000);

test('on a line that brings nothing but the page, the place is there as it shall look', async () => {
  const { tracking_token: token } = await someone();
  const { page } = await screens.open('about:blank', 'phone');
  const assets: string[] = [];
  await page.route('**/assets/**', (route) => void assets.push(route.request().url()));
  await page.goto(screens.address(`t/${token}`), { waitUntil: 'commit' });
  await page.getByText('You are next').waitFor();
  await eventually(async () =>
    expect(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1),
  );
  const number = page.locator('h1');
  expect(await number.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(40);
  expect(assets.filter((url) => url.endsWith('.css'))).toEqual([]);
  expect(assets.filter((url) => url.endsWith('.js'))).not.toEqual([]);
}, 60_000);

test('a call that is only remembered neither rings nor fills the screen', async () => {
  const { tracking_token: token } = await someone();
  const phone = await screens.phone(token);
  await phone.page.getByText('Live').waitFor();
  await installed(phone.page);
  await call();
  await phone.page.getByText('It is your turn').waitFor();
  await phone.page.locator('.called').waitFor();

  await phone.context.setOffline(true);
  await phone.page.reload();
  await phone.page.getByText('No network').waitFor();
  expect(await phone.page.locator('.called').count()).toBe(0);
  expect(await phone.page.title()).not.toContain('\u{1F514}');
}, 60_000);

test('what the telephone keeps of a page holds no link of a visit, no place and nothing of the API', async () => {
  const { tracking_token: token } = await someone();
  const phone = await screens.phone(token);
  await phone.page.getByText('Live').waitFor();
  await installed(phone.page);
  const kept = await phone.page.evaluate(async () => {
    const found: { url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        found.push({ url: request.url, text: (await (await cache.match(request))?.text()) ?? '' });
    }
    return found;
  });
  const home = `/o/${screens.clinic.slug}/t`;
  expect(kept.map(({ url }) => new URL(url).pathname.replace(/^\/assets\/.*/, '/assets/')).toSorted()).toEqual([
    ...kept.slice(1).map(() => '/assets/'),
    home,
  ]);
  expect(kept.length).toBeGreaterThan(3);
  for (const { url, text } of kept) {
    expect(url).not.toContain('trk_');
    expect(text).not.toMatch(/trk_[\w-]{20}|A001/);
  }

  // Once the visit is over, nothing of it is left.
  await serve();
  await phone.page.getByRole('heading', { name: 'All done' }).waitFor();
  expect(await phone.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('trk_');
}, 60_000);

test('the app on the home screen opens the visit that this telephone knows, and says so when there is none', async () => {
  const { tracking_token: token } = await someone();
  const phone = await screens.phone(token);
  await phone.page.getByText('Live').waitFor();
  const home = `${new URL(phone.page.url()).origin}/o/${screens.clinic.slug}/t`;
  const manifest = await phone.page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return (await fetch(link?.href ?? '')).json() as Promise<{ start_url: string; scope: string; name: string }>;
  });
  expect(manifest).toMatchObject({
    start_url: new URL(home).pathname,
    scope: new URL(home).pathname,
    name: 'City Clinic',
  });
  const cdp = await phone.context.newCDPSession(phone.page);
  const { errors } = await cdp.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  // `in-incognito`: a test has no other profile.
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await phone.page.goto(new URL(home).origin + manifest.start_url);
  await phone.page.getByText('You are next').waitFor();
  expect(phone.page.url()).toBe(`${home}/${token}`);

  const stranger = await screens.open(home, 'phone');
  await stranger.page.getByRole('heading', { name: 'You are not waiting anywhere' }).waitFor();
  expect(screens.troubles()).toEqual([]);
}, 60_000);

test('whoever asks for it is told of the call on the locked screen, by a message that no one in between can read', async () => {
  await someone();
  await someone();
  await someone();
  const person = await someone();
  const phone = await screens.phone(person.tracking_token, { permissions: [] });
  await installed(phone.page);
  const origin = new URL(phone.page.url()).origin;
  const browser = push.browser();
  await findableAt(phone.context, browser);
  await phone.context.grantPermissions(['notifications'], { origin });
  await phone.page.reload();
  await phone.page.getByText('This phone tells you when you are called, also when this page is closed.').waitFor();
  const worker = await workerOf(phone.page);

  await serve();
  const nearly = await delivered(push, browser.endpoint, 1);
  await worker.deliver(nearly);
  await eventually(async () =>
    expect(await notifications(phone.page)).toEqual([
      { title: 'A004: nearly your turn', body: 'Please come back to the waiting area.', tag: nearly.tag },
    ]),
  );
  await serve();
  await serve();
  await call();
  const called = await delivered(push, browser.endpoint, 2);
  await worker.deliver(called);
  await worker.deliver(called);
  // The newer takes the place of the older; the same one twice is one.
  await eventually(async () =>
    expect(await notifications(phone.page)).toEqual([
      { title: 'A004: it is your turn', body: 'Go to Blue room', tag: nearly.tag },
    ]),
  );
  expect(JSON.stringify([nearly, called])).not.toContain(CANARY);
  await phone.page.getByText('It is your turn').waitFor();
}, 90_000);

test('where sockets are blocked it asks every 20 s, and is answered in few bytes while nothing has changed', async () => {
  await someone();
  const { tracking_token: token } = await someone();
  const phone = await screens.open('about:blank', 'phone');
  await phone.page.clock.install();
  const statuses: number[] = [];
  await phone.context.route('**/socket.io/**', (route) => route.abort());
  await phone.context.routeWebSocket('**/socket.io/**', (socket) => void socket.close());
  phone.page.on('response', (response) => {
    if (response.url().endsWith(`/track/${token}`)) statuses.push(response.status());
  });
  await phone.page.goto(`${stage.service.nodes[0]?.url}/o/${screens.clinic.slug}/t/${token}`);
  await phone.page.getByText('1 before you').waitFor();
  await eventually(async () => {
    await phone.page.clock.runFor(5_000);
    expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(1);
  });
  await phone.page.getByText('Live').waitFor();
  const before = statuses.length;
  await phone.page.clock.runFor(20_000);
  await eventually(async () => expect(statuses.length).toBe(before + 1));

  await serve();
  await eventually(async () => {
    await phone.page.clock.runFor(10_000);
    expect(await phone.page.getByText('You are next').count()).toBe(1);
  });
}, 90_000);
