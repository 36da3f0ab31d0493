import type { Page } from 'playwright-core';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Joined } from '../../realtime/contract/commands.ts';
import type { Device as DeviceAnswer } from '../../realtime/contract/resources/devices.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { join } from '../support/service.ts';
import { axeFindings } from './axe-findings.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import type { Device } from './device.ts';

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

jest.setTimeout(90_000);

test('a number is taken with the arrow keys and Enter alone', async () => {
  const { page } = await kiosk({ asks_phone: true });
  await page.getByRole('button', { name: 'English' }).waitFor();
  await walkTo(page, 'ArrowDown', 'English');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What are you here for?' }).waitFor();
  await walkTo(page, 'ArrowDown', 'General practice');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your phone number?' }).waitFor();
  await walkTo(page, 'ArrowDown', '1');
  await walkTo(page, 'ArrowDown', 'Go on without', '4', '7', '+');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  await walkTo(page, 'ArrowRight', 'Done', 'Hear my number');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  expect(await waiting()).toHaveLength(1);
});

test('a phone number that is none is told in words, and a real one reaches the staff and nobody else', async () => {
  const { page } = await kiosk({ asks_phone: true });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await key(page, '12');
  await page.getByRole('button', { name: 'Use this number' }).click();
  await page.getByRole('alert').getByText('This does not look like a phone number. Please check it.').waitFor();
  expect(await waiting()).toEqual([]);

  // Somebody has plugged in a keyboard.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('01701234567');
  await page.getByRole('button', { name: 'Use this number' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  expect(await waiting()).toMatchObject([{ phone: '+491701234567' }]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
});

test('whoever gives no number presses a button as large as that of whoever does', async () => {
  const { page } = await kiosk({ asks_phone: true });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await key(page, '170');
  const [without, withIt] = await Promise.all(
    ['Go on without', 'Use this number'].map((name) => page.getByRole('button', { name }).boundingBox()),
  );
  expect(without).toMatchObject({ width: withIt?.width, height: withIt?.height });
  await page.getByRole('button', { name: 'Go on without' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  expect(await waiting()).toMatchObject([{ phone: null }]);
});

test('nothing is left behind: not on the screen, in the browser’s memory, nor behind the back button', async () => {
  const { page } = await kiosk({ asks_phone: true, paper: '80mm' });
  const empty = await kept(page);
  const length = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await key(page, '01701234567');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Nummer verwenden' }).click();
  const { tracking_token } = (await (await answer).json()) as Joined;
  await page.getByRole('heading', { name: 'Ihre Nummer A001' }).waitFor();
  expect(await page.content()).toContain('A001');
  await page.getByRole('button', { name: 'Fertig' }).click();
  await page.getByRole('button', { name: 'English' }).waitFor();

  const secrets = ['A001', '1701234567', '170 123', '012 345', tracking_token];
  const left = [await page.content(), await page.evaluate(() => document.documentElement.lang), await kept(page)];
  for (const secret of secrets) expect(left.join('\n')).not.toContain(secret);
  expect(await kept(page)).toBe(empty);
  expect(left[1]).toBe('en');
  expect(await page.evaluate(() => history.length)).toBe(length);
  // There is no field that a browser could fill in.
  expect(await page.locator('input, textarea').count()).toBe(0);
});

test('a page that is left in the middle of a visit comes back as the next person’s', async () => {
  const { page } = await kiosk({});
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  // What a browser does that keeps the page in its memory, for the way back.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  expect(await page.content()).not.toContain('A001');
  await page.goto('about:blank');
  await page.goBack();
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  expect(await page.content()).not.toContain('A001');
});

test('a half-typed phone number is not taken away without a question', async () => {
  const { page } = await kiosk({ asks_phone: true }, (fresh) => fresh.clock.install());
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await key(page, '170');
  await page.clock.fastForward(21_000);
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
  await page.getByRole('button', { name: 'Yes, I am here' }).click();
  await page.getByText('Back to the start in 20 seconds').waitFor();
  expect(await page.locator('output').textContent()).toContain('170');

  await page.clock.fastForward(21_000);
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
  await page.clock.fastForward(16_000);
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  expect(await page.content()).not.toContain('170');
  expect(await waiting()).toEqual([]);
});

test('after twenty seconds without a touch the number is gone', async () => {
  const { page } = await kiosk({}, (fresh) => fresh.clock.install());
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  await page.clock.fastForward(15_000);
  await page.getByText(/in [45] seconds/).waitFor();
  await page.clock.fastForward(6_000);
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  expect(await page.content()).not.toContain('A001');
});

test('a double tap on a language chooses no service, and one on a service gives one number', async () => {
  const { page } = await kiosk({});
  const language = page.getByRole('button', { name: 'English' });
  const { x = 0, y = 0, width = 0, height = 0 } = (await language.boundingBox()) ?? {};
  // Where the only service will be.
  await page.mouse.click(x + width / 2, y + height / 2, { clickCount: 2, delay: 20 });
  await page.getByRole('heading', { name: 'What are you here for?' }).waitFor();
  await page.waitForTimeout(500);
  expect(await waiting()).toEqual([]);

  const tile = page.getByRole('button', { name: 'General practice' });
  await tile.dblclick();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  expect(await waiting()).toHaveLength(1);
});

test('the answer is lost twice, and the third is the same number', async () => {
  const { page } = await kiosk({});
  await page.getByRole('button', { name: 'English' }).click();
  let lost = 0;
  await page.route('**/entries', async (route) => {
    // It is heard and done; what is said back does not arrive.
    if (lost++ < 2) {
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  const tile = page.getByRole('button', { name: 'General practice' });
  await tile.click();
  await page.getByRole('status').filter({ hasText: 'One moment' }).waitFor();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  expect(lost).toBe(3);
  expect(await waiting()).toHaveLength(1);
});

test('a slip prints itself once, on the paper that is in the printer, and nothing else is on it', async () => {
  for (const [paper, width] of [
    ['58mm', 58],
    ['80mm', 80],
  ] as const) {
    const { page } = await kiosk({ paper, prints_itself: true }, (fresh) =>
      fresh.addInitScript(() => {
        const printed = { times: 0 };
        Object.assign(window, { printed, print: () => (printed.times += 1) });
      }),
    );
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'General practice' }).click();
    const heading = page.getByRole('heading', { name: 'Your number' });
    await heading.waitFor();
    expect(await printed(page)).toBe(1);
    const [, number = ''] = /(A\d+)/.exec((await heading.textContent()) ?? '') ?? [];

    await page.emulateMedia({ media: 'print' });
    const seen = await page.locator('body').innerText();
    for (const words of ['City Clinic', 'General practice', number, 'Scan to follow']) expect(seen).toContain(words);
    expect(seen).not.toContain('Done');
    await page.emulateMedia({ media: null });

    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/Count 1\b/);
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    const [wide, high] = box.slice(1).map((points) => (Number(points) / 72) * 25.4);
    expect(Math.abs((wide ?? 0) - width)).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(70);
    expect(high).toBeLessThan(140);

    await page.getByRole('button', { name: 'Print again' }).click();
    expect(await printed(page)).toBe(2);
    await page.close();
  }
});

test('a tablet without a printer does not speak of one', async () => {
  const { page } = await kiosk({});
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await page.getByRole('button', { name: 'Hear my number' }).waitFor();
  expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0);
});

test('services are named in the visitor’s language, and what takes nobody says why', async () => {
  const { owner } = screens.clinic;
  const texts = { de: { name: 'Allgemeinmedizin', description: 'Ohne Termin' } };
  await yes(owner.patch(`/queues/${screens.queue.id}`, { texts }));
  const full = await screens.clinic.queue('B', { name: 'Blood tests', capacity: 1 });
  const shut = await screens.clinic.queue('C', { name: 'Children' });
  const paused = await screens.clinic.queue('D', { name: 'Dentist' });
  await join(owner, full.id);
  await owner.delete(`/queues/${shut.id}/opening`);
  await yes(owner.put(`/queues/${paused.id}/pause`, { reason: 'Lunch' }));
  const { page } = await kiosk({}, undefined, [screens.queue.id, full.id, shut.id, paused.id]);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'Allgemeinmedizin Ohne Termin · Niemand wartet' }).waitFor();
  await page.getByRole('button', { name: 'Dentist · Pause (Lunch) · Niemand wartet' }).waitFor();
  for (const [name, why] of [
    ['Blood tests', 'Im Moment voll'],
    ['Children', 'Geschlossen'],
  ]) {
    const tile = page.getByRole('button', { name: `${name} · ${why} · Bitte fragen Sie am Empfang` });
    await tile.waitFor();
    expect(await tile.isDisabled()).toBe(true);
  }
  // What takes nobody stands last.
  expect(await page.locator('main button[disabled] bdi').allTextContents()).toEqual(['Blood tests', 'Children']);
});

test('the question for a phone number can be used by everybody, also after a wrong answer', async () => {
  const { page } = await kiosk({ asks_phone: true });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'General practice' }).click();
  await key(page, '5');
  // Whoever looks closely takes longer than anybody who types.
  await page.evaluate(() => setInterval(() => dispatchEvent(new Event('pointerdown')), 1_000));
  const asked = await axeFindings(page, 'phone');
  await page.getByRole('button', { name: 'Use this number' }).click();
  await page.getByRole('alert').waitFor();
  expect([...asked, ...(await axeFindings(page, 'no phone'))]).toEqual([]);
}, 180_000);

test('without network the tablet sends people to the desk before it asks them anything', async () => {
  const { page, context } = await kiosk({}, (fresh) => fresh.clock.install());
  await page.getByText('Live').waitFor();
  await context.setOffline(true);
  await page.clock.fastForward(30_000);
  await page.clock.fastForward(10_000);
  await page.getByRole('alert').getByText('Bitte fragen Sie am Empfang').waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  await context.setOffline(false);
  await page.clock.fastForward(10_000);
  await page.getByRole('button', { name: 'English' }).waitFor();
});

type Settings = Partial<Pick<DeviceAnswer, 'paper' | 'prints_itself' | 'asks_phone'>>;

/** A tablet with these settings. `prepare`: what happens in its browser before it is opened. */
async function kiosk(
  settings: Settings,
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
  queueIds: readonly string[] = [screens.queue.id],
): Promise<Device> {
  const { owner } = screens.clinic;
  const { token, ...self } = await screens.clinic.device('kiosk', queueIds);
  const { id } = await yes(self.get<DeviceAnswer>('/devices/self'));
  await yes(owner.patch(`/devices/${id}`, settings));
  const device = await screens.open('about:blank', 'kiosk');
  await prepare(device.page);
  await device.page.goto(`${screens.address('kiosk')}#token=${token}`);
  await device.page.getByRole('button', { name: 'English' }).waitFor();
  return device;
}

async function waiting(): Promise<StaffBoard['entries']> {
  const { entries } = await yes(screens.clinic.owner.get<StaffBoard>(`/queues/${screens.queue.id}/board`));
  return entries;
}

/** Whoever walks over the buttons meets these in order; `last` is where the walk ends. */
async function walkTo(page: Page, arrow: string, last: string, ...met: string[]): Promise<void> {
  for (const name of [...met, last]) {
    await page.keyboard.press(arrow);
    await eventually(async () => {
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      expect(focused).toContain(name);
    });
  }
}

async function key(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** All that this browser keeps of the page, beside the tablet's own credential. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage).filter(([name]) => !name.endsWith(':token')),
      Object.entries(sessionStorage),
      document.cookie,
      history.state,
      location.href,
    ]),
  );
}

function printed(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { printed: { times: number } }).printed.times); // put there above
}
