import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../tests/support/browser.ts';

const root = join(import.meta.dirname, '..', '..');
/** A page with pictures is loaded over a clinic's guest network, too. */
const LARGEST_BYTES = 200_000;
/** Pictures are taken at twenty to eleven or so, whenever that is: a waiting room at midnight convinces nobody. */
const HOUR = 10;

type Links = Record<'Display' | 'Kiosk' | 'Staff' | 'Admin' | 'Patient', string>;

/** Takes the pictures of the documentation anew: the demo as `npm start` shows it, on a morning that is always the same. */
async function takePictures(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-pictures-'));
  const demo = startDemo(folder);
  try {
    const links = await linksOf(demo);
    // Nobody comes or goes while the pictures are taken.
    demo.kill('SIGUSR2');
    const browser = await openBrowser();
    try {
      await pictures(browser, links);
    } finally {
      await browser.close();
    }
  } finally {
    await stop(demo);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pictures(browser: Browser, links: Links): Promise<void> {
  // The television and the desk are wider than a page of text: drawn smaller, not scaled down.
  const display = await open(browser, links.Display, [1920, 1080], { deviceScaleFactor: 0.625 });
  const patient = await open(browser, links.Patient, [390, 844], { deviceScaleFactor: 2, isMobile: true });
  const kiosk = await open(browser, links.Kiosk, [1024, 768]);
  const staff = await open(browser, links.Staff, [1180, 820]);

  await patient.getByText('before you').waitFor();
  await patient.getByText('Live').waitFor();
  await take(patient, 'patient');

  await kiosk.getByRole('button', { name: 'English' }).click();
  await kiosk.getByRole('button', { name: 'General practice' }).click();
  await kiosk.getByRole('heading', { name: 'Your number' }).waitFor();
  await take(kiosk, 'kiosk');

  await staff.getByRole('radio', { name: 'Room 3' }).check();
  for (const queue of ['General practice', 'Blood tests']) await staff.getByRole('checkbox', { name: queue }).check();
  await staff.getByRole('button', { name: 'Open Room 3' }).click();
  await staff.getByRole('button', { name: 'Call next' }).waitFor();
  // A button that has just appeared takes no tap: it would be the second half of a double one.
  await staff.waitForTimeout(500);
  await staff.getByRole('button', { name: 'Call next' }).click();
  // Those who were called before are said first, everybody in five languages.
  const card = display.locator('section', { has: display.getByRole('heading', { name: 'Now calling' }) });
  await card.getByText('Room 3', { exact: true }).waitFor({ timeout: 120_000 });
  await take(display, 'display');
  await staff.getByText('Announced on Waiting room').waitFor({ timeout: 60_000 });
  await take(staff, 'staff');

  // Last, so that it has heard of the other screens.
  const admin = await open(browser, links.Admin, [1440, 1264], { deviceScaleFactor: 0.8 });
  await admin.getByText('just now').first().waitFor();
  await admin.getByText('longest').first().waitFor();
  await take(admin, 'admin');
}

async function open(
  browser: Browser,
  link: string,
  [width, height]: [number, number],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(import.meta.dirname, `${name}.png`);
  // No button is lit by a pointer, and what was on its way has arrived.
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    const short = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) < 5_000);
    await Promise.allSettled(short.map(({ finished }) => finished));
  });
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${name}.png has ${size} bytes`);
  console.log(`${name}.png, ${Math.round(size / 1000)} kB`);
}

function startDemo(folder: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'server/cli/start.mjs')], {
    cwd: root,
    // Settings that are empty are absent, also where an .env has them.
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DATA_DIR: folder, PORT: '0', TZ: zoneWhereItIs(HOUR) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** `Etc/GMT+3` is three hours behind Greenwich. */
function zoneWhereItIs(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function linksOf(demo: ChildProcess): Promise<Links> {
  const said = await wordsOf(demo);
  const link = (screen: string) => {
    const found = new RegExp(`^  ${screen} .*\\n  (http\\S+)`, 'm').exec(said)?.[1];
    if (found === undefined) throw new Error(`the demo printed no link of the ${screen}:\n${said}`);
    return found;
  };
  return {
    Display: link('Display'),
    Kiosk: link('Kiosk'),
    Staff: link('Staff'),
    Admin: link('Admin'),
    Patient: link('Patient'),
  };
}

/** All that the start says, up to its last line. */
function wordsOf(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    demo.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('p + Enter')) resolve(said);
    });
    demo.once('exit', () => reject(new Error(`the demo ended:\n${said}`)));
  });
}

async function stop(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.signalCode !== null) return;
  const gone = once(demo, 'exit');
  demo.kill('SIGTERM');
  await gone;
}

await takePictures();
