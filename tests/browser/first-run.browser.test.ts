import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { axeFindings } from './axe-findings.ts';
import { openStage, type Stage } from './clinic-screens.ts';
import { openDevice, type SIZES, type Device } from './device.ts';

/** From an empty organization to the first called ticket, with a television, in five steps. */

jest.setTimeout(300_000);

let stage: Stage;
let devices: Device[];
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(() => {
  devices = [];
  found = [];
});
afterEach(() => Promise.all(devices.map((device) => device.close())));
afterAll(() => stage.close());

const FIVE_MINUTES_MS = 300_000;
/** What a person needs for a press, from seeing the page to having pressed; and for a character. */
const PRESS_MS = 4_000;
const CHARACTER_MS = 500;

test('an empty organization calls its first ticket within five minutes, and the test leaves no trace', async () => {
  const { page, slug } = await signUp();
  const began = Date.now();
  let presses = 0;
  let characters = 0;
  const press = async (name: string, role: 'button' | 'link' = 'button') => {
    presses += 1;
    await page.locator('main').getByRole(role, { name, exact: true }).click();
  };
  await press('Begin', 'link');
  await at(page, 'Your organization');
  await look(page, 'organization');
  await press('Next');
  await at(page, 'Queues and counters');
  await look(page, 'template');
  await press('Set this up');
  await at(page, 'Show people the way');
  await look(page, 'show');

  const television = await open(`/o/${slug}/display`, 'display');
  const code = (await television.page.locator('.pairing__code').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Code').fill(code);
  characters += code.length;
  await press('Pair a screen');
  await at(page, 'Invite your staff');
  await press('Skip this');
  await at(page, 'Call a test ticket');

  // Half way through somebody goes home, and goes on the next day.
  await page.reload();
  await at(page, 'Call a test ticket');
  await press('Call a test ticket');
  await television.page.getByText('A001').first().waitFor();
  await television.page.getByText('Reception').first().waitFor();
  await page.getByText('Shown and spoken on: Waiting room').waitFor({ timeout: 60_000 });
  await look(page, 'called');
  await press('End the test');
  await page.getByRole('heading', { name: 'You are ready' }).waitFor();

  const asAPersonWouldMs = Date.now() - began + presses * PRESS_MS + characters * CHARACTER_MS;
  expect(presses).toBeLessThanOrEqual(8);
  expect(asAPersonWouldMs).toBeLessThan(FIVE_MINUTES_MS);
  // No figure counts the test.
  await page.locator('main').getByRole('link', { name: 'Today' }).click();
  const row = page.getByRole('row', { name: /Consultation/ });
  await row.waitFor();
  await eventually(async () => expect(await row.innerText()).toMatch(/0\s+–\s+–\s+–\s+0\s+0\s+0/));
  expect(found).toEqual([]);
  expect(devices.flatMap(({ troubles }) => troubles)).toEqual([]);
});

test('whoever prints the sheet for the door needs no television, and a phone that scans it has a number', async () => {
  const { page, slug } = await signUp();
  await page.locator('main').getByRole('link', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await at(page, 'Queues and counters');
  await page.getByRole('radio', { name: /One queue/ }).check();
  await page.getByRole('button', { name: 'Set this up' }).click();
  await at(page, 'Show people the way');
  await page.getByRole('link', { name: 'Look at the sheet' }).click();
  await page.getByRole('img', { name: 'Scan to take a number' }).waitFor();
  await look(page, 'sheet');
  await page.evaluate(() => {
    globalThis.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.goBack();
  await at(page, 'Invite your staff');

  const phone = await open(`/o/${slug}/join`, 'phone', { javaScriptEnabled: false });
  await phone.page.getByRole('heading', { name: 'Walk-ins' }).waitFor();
  await phone.page.getByRole('button', { name: 'Take a number' }).click();
  await phone.page.getByText('A001').waitFor();
  expect(found).toEqual([]);
});

const at = (page: Page, step: string) => page.getByRole('heading', { name: step, level: 2 }).waitFor();
const look = async (page: Page, state: string) => void found.push(...(await axeFindings(page, state)));

async function open(address: string, kind: keyof typeof SIZES = 'desk', options = {}): Promise<Device> {
  const device = await openDevice(stage.browser, kind, options);
  devices.push(device);
  await device.page.goto(new URL(address, stage.service.nodes[0]?.url).href);
  return device;
}

async function signUp() {
  const slug = `clinic-${randomBytes(4).toString('hex')}`;
  const { page } = await open('/sign-up');
  await page.getByLabel('Name', { exact: true }).fill('City Clinic');
  await page.getByLabel('Address').fill(slug);
  await page.getByLabel('Your name').fill('Olivia Owner');
  await page.getByLabel('E-mail').fill(`owner@${slug}.example`);
  await page.getByLabel('Password', { exact: true }).fill('seven quiet green turtles');
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  return { page, slug };
}
