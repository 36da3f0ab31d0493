import type { Page } from 'playwright-core';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { tap } from './device.ts';
import { momentsOfPress } from './press.ts';

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

const board = (queueId = screens.queue.id) =>
  yes(screens.clinic.owner.get<StaffBoard>(`/queues/${queueId}/board`)).then(({ entries }) => entries);
const statusOf = async (number: string) =>
  (await board()).find(({ ticket_number }) => ticket_number === number)?.status ?? null;
const joinAll = async (names: readonly string[]) => {
  for (const patient_name of names)
    await yes(screens.clinic.owner.post(`/queues/${screens.queue.id}/entries`, { patient_name }));
};

test('every move of a stay is at most two taps away, and can be taken back', async () => {
  await joinAll(['Ada', 'Bela', 'Cleo', 'Dora', 'Emil', 'Fritz']);
  const { page } = await screens.tablet();
  await screens.clinic.queue('B', { name: 'Blood tests' });
  let taps = 0;
  const button = async (words: string | RegExp) => {
    taps += 1;
    await tap(page, words);
  };
  const row = async (name: string) => {
    taps += 1;
    await page.getByRole('button', { name: new RegExp(`${name}.*due in`) }).click();
  };
  const tab = async (name: string) => {
    taps += 1;
    await page.getByRole('tab', { name }).click();
  };
  const becomes = (number: string, status: string | null) =>
    eventually(async () => expect(await statusOf(number)).toBe(status), { within: 20_000 });
  const counted: Record<string, number> = {};
  const count = async (move: string, work: () => Promise<void>) => {
    taps = 0;
    await work();
    counted[move] = taps;
  };

  await count('call next', () => button('Call next — A001'));
  await becomes('A001', 'called');
  await button('Undo');
  await becomes('A001', 'waiting');
  await count('call out of turn', async () => {
    await row('Bela');
    await button('Feels unwell');
  });
  await becomes('A002', 'called');
  await count('call again', () => button('Call again'));
  await count('serve', () => button('Start'));
  await becomes('A002', 'serving');
  await count('park', () => button('Park'));
  await becomes('A002', 'parked');
  await count('resume', async () => {
    await tab('Parked');
    await button('Resume');
  });
  await becomes('A002', 'serving');
  await count('finish', () => button('Finish'));
  await becomes('A002', null);
  await button('Undo');
  await becomes('A002', 'serving');
  await count('transfer from the service', async () => {
    await button('Transfer');
    await button('Blood tests');
  });
  await becomes('A002', null);

  await button('Call next — A001');
  await count('no-show', () => button('No-show'));
  await becomes('A001', 'no_show');
  await count('return of who missed', async () => {
    await tab('Missed');
    await button('Return');
  });
  await becomes('A001', 'waiting');
  await tab('Waiting');
  await button(/^Call next/);
  await button('Start');
  await count('finish and call next', () => button(/^Finish and call/));
  await count('return of who was called', async () => {
    await button(/^More for/);
    await button('Last');
  });
  await count('move', async () => {
    await row('Fritz');
    await button('First · Agreed with the person');
  });
  await eventually(async () => expect((await board())[0]?.patient_name).toBe('Fritz'), { within: 20_000 });
  await count('transfer from the line', async () => {
    await row('Emil');
    await button('Blood tests');
  });
  await becomes('A005', null);
  await count('cancel', async () => {
    await row('Fritz');
    await button('Has left');
  });
  await becomes('A006', null);

  console.log(
    `taps: ${Object.entries(counted)
      .map(([move, number]) => `${move} ${number}`)
      .join(', ')}`,
  );
  expect(Math.max(...Object.values(counted))).toBeLessThanOrEqual(2);
}, 180_000);

test('a press shows at once that it works, also with three hundred waiting', async () => {
  for (let n = 0; n < 300; n += 10) {
    await Promise.all(Array.from({ length: 10 }, () => join(screens.clinic.owner, screens.queue.id)));
  }
  const { page, context } = await screens.tablet();
  const chrome = await context.newCDPSession(page);
  for (const slower of [1, 4]) {
    await chrome.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const took: number[] = [];
    for (const words of [/^(Call next|Finish and call)/, 'Start', /^Finish and call/, 'Start']) {
      const moments = await momentsOfPress(page);
      await tap(page, words);
      took.push(await moments());
    }
    console.log(`with a processor ${slower} times slower the button shows that it works after ${took.join(', ')} ms`);
    // 50 ms is the promise on a machine of one's own; here tests, databases and browsers share a few cores.
    expect(Math.min(...took)).toBeLessThan(slower === 1 ? 50 : 150);
  }
}, 180_000);

test('a call whose answer is lost is asked again with the same key, and calls one person', async () => {
  await joinAll(['Ada', 'Bela']);
  const { page } = await screens.tablet();
  const keys: (string | undefined)[] = [];
  await page.route('**/calls', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    // The first one arrives, and its answer never does.
    const answer = await route.fetch();
    if (keys.length > 1) await route.fulfill({ response: answer });
  });
  await tap(page, 'Call next — A001');
  await page.getByRole('alert').getByText('Not confirmed.').waitFor();
  await tap(page, 'Try again');
  await page.getByText('A001 called').waitFor();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect((await board()).map(({ status }) => status)).toEqual(['called', 'waiting']);
});

test('two tablets at one counter: a second tap calls nobody else, and each sees whom the other called', async () => {
  await joinAll(['Ada', 'Bela', 'Cleo']);
  const [one, two] = [await screens.tablet(), await screens.tablet()];
  const call = (page: Page) => page.getByRole('button', { name: 'Call next — A001' });
  await Promise.all([one, two].map(({ page }) => call(page).waitFor()));
  await one.page.waitForTimeout(500);
  await Promise.all([one, two].map(({ page }) => call(page).evaluate((button: HTMLElement) => button.click())));
  await Promise.all([one, two].map(({ page }) => page.getByRole('button', { name: 'Start' }).waitFor()));
  expect((await board()).map(({ status }) => status)).toEqual(['called', 'waiting', 'waiting']);

  await tap(one.page, 'Start');
  await tap(one.page, 'Finish');
  await tap(one.page, 'Call next — A002');
  await two.page.getByText('A002 was called from another tablet.').waitFor();
  await two.page.getByRole('heading', { name: 'A002' }).waitFor();
});

test('a clicker calls, a keyboard finds and writes, and a note reaches the other tablet', async () => {
  await joinAll(['Ada Lovelace', 'Béla Bartók', 'Cleo']);
  const [one, two] = [await screens.tablet(), await screens.tablet()];
  const { page } = one;
  await page.getByRole('button', { name: 'Call next — A001' }).waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('s');
  await page.getByText('In service').waitFor();
  expect((await board()).map(({ status }) => status)).toEqual(['serving', 'waiting', 'waiting']);

  await tap(page, 'Add a note');
  await page.keyboard.type('Hears badly on the left');
  await tap(page, 'Save the note');
  await two.page.getByText('Hears badly on the left').first().waitFor();

  // The other tablet hears of it before this one is answered.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  await page.keyboard.type('bartok');
  await page.getByText('1 person found').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'A002' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('searchbox').press('Escape');
  await page.getByRole('searchbox').waitFor({ state: 'hidden' });
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Call next — A002' }).waitFor();
});

test('where the display is offline one is told to call by voice', async () => {
  await joinAll(['Ada']);
  const { page } = await screens.tablet();
  await page.getByRole('button', { name: 'Call next — A001' }).waitFor();
  await tap(page, 'Call next — A001');
  await page.getByText('No screen shows this queue: call by voice').waitFor();

  await screens.display();
  // Asked for anew every twenty seconds.
  await page.getByText('call by voice').waitFor({ state: 'detached', timeout: 40_000 });
  await tap(page, 'Call again');
  await page.getByText('Announced on display 1').waitFor({ timeout: 40_000 });

  await page.route('**/devices?*', async (route) => {
    const answer = await route.fetch();
    const { data, ...rest } = (await answer.json()) as { data: object[] };
    await route.fulfill({ response: answer, json: { ...rest, data: data.map((one) => ({ ...one, online: false })) } });
  });
  await page.reload();
  await page.getByText('display 1 offline: call by voice').waitFor({ timeout: 40_000 });
}, 180_000);

test('whoever closes the last counter while people wait is asked whether tickets should stop', async () => {
  await joinAll(['Ada', 'Bela', 'Cleo']);
  const { page } = await screens.open(screens.address('staff'), 'tablet');
  await signIn(page, screens.clinic);
  await page.getByRole('radio', { name: 'Blue room' }).check();
  await tap(page, 'Open Blue room');
  await page.getByRole('button', { name: 'Call next — A001' }).waitFor();
  await page.getByRole('button', { name: 'Menu' }).click();
  await tap(page, 'Close the counter');
  await page.getByRole('dialog', { name: '3 left, stop taking tickets?' }).waitFor();
  await tap(page, 'Stop taking tickets, go on calling');
  for (const number of ['A001', 'A002', 'A003']) {
    await tap(page, number === 'A001' ? 'Call next — A001' : new RegExp(`^Finish and call ${number}`));
    await tap(page, 'Start');
  }
  await tap(page, 'Finish');
  await page.getByText('The queue takes nobody in any more.').waitFor();
  await tap(page, 'Close the counter');
  await page.getByRole('heading', { name: /^Where do you work today/ }).waitFor();
});

test('a locked tablet shows nobody, asks for the password, and goes on at its counter', async () => {
  await joinAll(['Ada Lovelace']);
  const { page, context } = await screens.tablet();
  await page.getByText('Ada Lovelace').first().waitFor();
  await page.getByRole('button', { name: 'Menu' }).click();
  await tap(page, 'Lock');
  await page.getByText('Locked. The counter stays open').waitFor();
  expect(await page.content()).not.toContain('Ada Lovelace');
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();

  await signIn(page, screens.sam);
  await page.getByText('Ada Lovelace').first().waitFor();

  // Without network the server cannot be told: it is told before anybody is let in again.
  await page.getByRole('button', { name: 'Menu' }).click();
  await context.setOffline(true);
  await tap(page, 'Lock');
  await page.getByText('Locked. The counter stays open').waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.content()).not.toContain('Ada Lovelace');
});
