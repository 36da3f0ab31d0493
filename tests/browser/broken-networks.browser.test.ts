import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { callNext, join } from '../support/service.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { tap, type Device } from './device.ts';

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

const CUT_MS = 30_000;
/** Chime, and the number in two languages, on a machine that is busy. */
const ONE_TURN = { within: 40_000 };

test('a display that is cut off for half a minute shows and announces all five who are called meanwhile, in order and once', async () => {
  const { clinic, queue } = screens;
  const people = [];
  for (let n = 0; n < 6; n++) people.push(await join(clinic.owner, queue.id));
  const rooms: string[] = [];
  for (let n = 0; n < 6; n++) rooms.push(await clinic.counter([queue.id], clinic.owner));
  const [display, phone] = await Promise.all([screens.display(), screens.phone(people[3]?.tracking_token ?? '')]);
  const devices = [display, phone];
  const announced = announcementsOf(display.page);
  await display.page.getByText('6 waiting').waitFor();
  const shown = await numbersShown(display.page);
  await callNext(clinic.owner, queue.id, rooms[0] ?? '');
  await eventually(() => expect(announced).toHaveLength(1), ONE_TURN);

  await Promise.all(devices.map(({ context }) => context.setOffline(true)));
  const cutAt = performance.now();
  for (const [n, room] of rooms.slice(1).entries()) {
    await display.page.waitForTimeout(Math.max(0, cutAt + 4_000 * (n + 1) - performance.now()));
    await callNext(clinic.owner, queue.id, room);
  }
  // It says how old it is, and nothing of what it cannot know.
  await display.page
    .getByText(/^As of \d|Last known at \d/)
    .first()
    .waitFor();
  await phone.page.getByText(/Last known at \d/).waitFor();
  await display.page.waitForTimeout(Math.max(0, cutAt + CUT_MS - performance.now()));
  expect(await shown.numbers()).toEqual(['A001']);

  await Promise.all(devices.map(({ context }) => context.setOffline(false)));
  await phone.page.getByRole('heading', { name: 'Go to Room 4' }).waitFor();
  await shown.until('A006');
  expect(await shown.numbers()).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006']);
  await display.page.getByText('Live').waitFor();
  await eventually(() => expect(announced).toHaveLength(6), ONE_TURN);
  // A version for each of them.
  expect(announced).toEqual([...new Set(announced)].toSorted((a, b) => a - b));
}, 180_000);

test('display, phone and tablet go on with another node when theirs is killed', async () => {
  const { clinic, queue, sam } = screens;
  const { service } = stage;
  const doomed = await service.startNode();
  const [stays = ''] = service.nodes.map(({ url }) => url);
  let wire: Wire | undefined;
  try {
    wire = await openWire([() => [portOf(doomed.url), portOf(stays)]]);
    const base = `http://127.0.0.1:${wire.ports[0]}/o/${clinic.slug}`;
    const me = await join(clinic.owner, queue.id);
    await join(clinic.owner, queue.id);
    const { token } = await clinic.device('display', [queue.id]);
    const [display, phone, tablet] = await Promise.all([
      screens.open(`${base}/display#token=${token}`, 'display'),
      screens.open(`${base}/t/${me.tracking_token}`, 'phone'),
      screens.open(`${base}/staff`, 'tablet'),
    ]);
    await signIn(tablet.page, sam);
    await tablet.page.getByRole('radio', { name: 'Blue room' }).check();
    await tablet.page.getByRole('button', { name: 'Open Blue room' }).click();
    await tablet.page.getByRole('button', { name: 'Call next — A001' }).waitFor();
    await display.page.getByText('2 waiting').waitFor();
    const all: Device[] = [display, phone, tablet];
    await everyBadge(all, 'Live');

    const elsewhere = Promise.all(all.map(({ page }) => page.waitForEvent('websocket')));
    doomed.kill('SIGKILL');
    await elsewhere;
    await everyBadge(all, 'Live');
    await tap(tablet.page, 'Call next — A001');
    await phone.page.getByRole('heading', { name: 'Go to Blue room' }).waitFor();
    const card = display.page.locator('section', { has: display.page.getByRole('heading', { name: 'Now calling' }) });
    await card.getByText('A001', { exact: true }).waitFor();
    await tablet.page.getByText('Announced on display 1').waitFor();
  } finally {
    await wire?.close();
    await doomed.stop();
  }
}, 120_000);

/** Versions of the calls that this display says it has shown and spoken. */
function announcementsOf(page: Page): number[] {
  const versions: number[] = [];
  const WORDS = /"display:announced",(\{.*?\})/;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const [, said] = WORDS.exec(String(payload)) ?? [];
      if (said !== undefined) versions.push((JSON.parse(said) as { version: number }).version);
    }),
  );
  return versions;
}

/** The big numbers of this display one after the other, also those that were there for a moment only. */
async function numbersShown(page: Page) {
  const handle = await page.evaluateHandle(() => {
    const numbers: string[] = [];
    const look = () => {
      const number = document.querySelector('.calling--called .calling__number')?.textContent.trim();
      if (number !== undefined && number !== '' && number !== numbers[numbers.length - 1]) numbers.push(number);
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    return numbers;
  });
  return {
    numbers: () => handle.jsonValue(),
    until: (last: string) =>
      page.waitForFunction(([numbers, number]) => numbers.includes(number), [handle, last] as const, {
        timeout: 90_000,
      }),
  };
}

function everyBadge(devices: readonly { page: Page }[], words: string | RegExp): Promise<unknown> {
  return Promise.all(devices.map(({ page }) => page.getByRole('status').filter({ hasText: words }).first().waitFor()));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
