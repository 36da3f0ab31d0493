import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join as joinPath } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { BUDGETS, weigh } from '../kiosk-client/bundle-budgets.ts';
import { openBrowser } from '../tests/support/browser.ts';
import { join, signUpClinic } from '../tests/support/service.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { loadSlowly, openContext, SLOW_CPU, SLOW_NETWORK, type Loaded } from './slow-page.ts';
import { median, round } from './statistics.ts';
import type { Table } from './table.ts';

const WAITING = 100;
const ROUNDS = 5;
const BUILT = joinPath(import.meta.dirname, '../dist/screens');

type Screen = {
  name: keyof typeof BUDGETS;
  address: string;
  /** What it says when it shows the board. */
  words: string;
  /** Where somebody is signed in; otherwise it has never been there before. */
  context?: BrowserContext;
};
type Round = { screen: Loaded; bare: Loaded };

/** How long a cheap device on a slow line takes until it shows something, and until it shows what is so. */
export async function benchScreens(bench: Bench): Promise<Table> {
  const node = await bench.node({ databaseUrl: (await bench.database()).appUrl });
  const browser = await openBrowser();
  bench.afterwards(() => browser.close());
  const screens = await openScreens(node.url, browser);
  const bare = await serveBarePages(bench);
  const busy = watchBusy({ 'the node': node.pid, PostgreSQL: { tree: bench.postgres.pid } });
  const rounds = new Map<string, Round[]>(screens.map(({ name }) => [name, []]));
  for (let turn = 0; turn < (bench.isBrief ? 2 : ROUNDS); turn++)
    for (const { name, address, words, context } of screens) {
      const screen = await loadSlowly(browser, { address, words, badge: 'Live', context });
      const beside = await loadSlowly(browser, { address: `${bare}/${screen.bytes}`, words: 'The end.' });
      rounds.get(name)?.push({ screen, bare: beside });
    }
  const weights = weigh(BUILT, BUDGETS);
  const weightOf = (name: string) => {
    const weight = weights.find(({ screen }) => screen === name);
    if (!weight) throw new Error(`${name} is not in ${BUILT}`);
    return weight.bytes;
  };
  const { latency, kilobits } = SLOW_NETWORK;
  return {
    title: 'Screens on a cheap device and a slow line: the first paint, and a live board',
    how: `Chromium ${browser.version()} with its processor ${SLOW_CPU} times slower, ${latency} ms for every turn and ${kilobits} kbit/s (DevTools' emulation; HTTP/1.1 without TLS), nothing cached; ${WAITING} people wait. "Weighs" is everything that the screen may ever load, gzipped, as the build judges it; "loaded" is what came over HTTP until it was live, answers and heads with it. Live: the board is drawn and its badge says so. Beside it, taken in turn, a bare HTML page of as many bytes: its first words, and when all of it is there. Medians of ${bench.isBrief ? 2 : ROUNDS} rounds.`,
    busy: busy(),
    rows: screens.map(({ name }) => {
      const taken = rounds.get(name) ?? [];
      const of = (figure: (one: Round) => number) => median(taken.map(figure));
      const firstPaint = of(({ screen }) => screen.firstPaint);
      const firstWords = of((one) => one.bare.firstPaint);
      const live = of(({ screen }) => screen.live);
      const allThere = of((one) => one.bare.live);
      return {
        cells: {
          screen: name,
          'weighs kB': round(weightOf(name) / 1000, 1),
          'loaded kB': round(of(({ screen }) => screen.bytes) / 1000, 1),
          'first paint ms': round(firstPaint),
          'bare page ms': round(firstWords),
          'beside it': round(firstPaint / firstWords, 2),
          'live ms': round(live),
          'bare page there ms': round(allThere),
          'live beside it': round(live / allThere, 2),
        },
        goals: [{ of: 'weighs kB', atMost: BUDGETS[name] }],
      };
    }),
  };
}

async function openScreens(url: string, browser: Browser): Promise<Screen[]> {
  const clinic = await signUpClinic(url);
  const queue = await clinic.queue('A', { name: 'General practice' });
  let token = '';
  for (let n = 0; n < WAITING; n++) token = (await join(clinic.owner, queue.id)).tracking_token;
  const [display, kiosk] = [await clinic.device('display', [queue.id]), await clinic.device('kiosk', [queue.id])];
  const staff = await clinic.staff(url);
  await clinic.counter([queue.id], staff);
  const base = `${url}/o/${clinic.slug}`;
  return [
    { name: 'patient', address: `${base}/t/${token}`, words: `${WAITING - 1} before you` },
    { name: 'display', address: `${base}/display#token=${display.token}`, words: `${WAITING} waiting` },
    {
      name: 'staff',
      address: `${base}/staff`,
      words: 'A001',
      context: await signedIn(browser, `${base}/staff`, staff),
    },
    { name: 'kiosk', address: `${base}/kiosk#token=${kiosk.token}`, words: `${WAITING} waiting` },
  ];
}

/** A tablet that has its counter. */
async function signedIn(
  browser: Browser,
  address: string,
  { email, password }: { email: string; password: string },
): Promise<BrowserContext> {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('radio', { name: 'Room 1' }).check();
  await page.getByRole('button', { name: 'Open Room 1' }).click();
  await page.getByRole('button', { name: 'Call next' }).waitFor();
  await page.close();
  return context;
}

/** `/<bytes>`: a page of so many, its words at the beginning and at the end. @returns where it is served */
async function serveBarePages(bench: Bench): Promise<string> {
  const server = createServer((request, response) => {
    const [first, last] = ['<!doctype html><title>Bare</title><p>The beginning.', '<p>The end.'];
    const padding = 'x'.repeat(
      Math.max(0, Number(request.url?.slice(1)) - first.length - last.length - '<!---->'.length),
    );
    response.writeHead(200, { 'content-type': 'text/html' }).end(`${first}<!--${padding}-->${last}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  bench.afterwards(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}
