import type { Browser, BrowserContext } from 'playwright-core';

/** A telephone of a few years ago. */
export const SLOW_CPU = 4;
/** Slow 3G, as browsers call it: milliseconds for a turn, and kilobits a second in either direction. */
export const SLOW_NETWORK = { latency: 400, kilobits: 400 };

const WITHIN_MS = 60_000;

/** Milliseconds since the address was entered, and bytes that had come by then over HTTP. */
export type Loaded = { firstPaint: number; live: number; bytes: number };

/** A device that has been nowhere yet; no worker of an earlier visit helps it. */
export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
}

/** Opens the address on a slow device until the page says these words and, where one is asked for, its badge says that. */
export async function loadSlowly(
  browser: Browser,
  {
    address,
    words,
    badge,
    context: given,
  }: { address: string; words: string; badge?: string; context?: BrowserContext | undefined },
): Promise<Loaded> {
  const context = given ?? (await openContext(browser));
  const page = await context.newPage();
  try {
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    const throughput = (SLOW_NETWORK.kilobits * 1000) / 8;
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOW_NETWORK.latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
    await page.addInitScript(noteWhenLive, [words, badge ?? null] as const);
    await page.goto(address, { waitUntil: 'commit', timeout: WITHIN_MS });
    const live = await page
      .waitForFunction(() => (window as { liveAt?: number }).liveAt, undefined, { timeout: WITHIN_MS })
      .catch(async (cause: unknown) => {
        const there = await page.evaluate(() => document.body.textContent.slice(0, 300));
        throw new Error(`${new URL(address).pathname} never said "${words}", but: ${there}`, { cause });
      });
    const loaded = { live: (await live.jsonValue()) ?? Number.NaN, bytes };
    const firstPaint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    return { ...loaded, firstPaint };
  } finally {
    await page.close();
    if (given === undefined) await context.close();
  }
}

/** In the page, before anything else. Without a function that has a name: what names them here is not there. */
function noteWhenLive([words, badge]: readonly [string, string | null]): void {
  const watching = new MutationObserver(() => {
    // The element of the page itself is there before its body.
    const body = document.body as HTMLElement | null;
    if (body?.textContent.includes(words) !== true) return;
    const badges = [...document.querySelectorAll('[role=status]')];
    if (badge !== null && !badges.some((one) => one.textContent.trim() === badge)) return;
    watching.disconnect();
    // Drawn, not only known.
    requestAnimationFrame(() => {
      (window as { liveAt?: number }).liveAt = performance.now();
    });
  });
  watching.observe(document, { childList: true, subtree: true, characterData: true });
}
