import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with pictures is loaded over a clinic's guest network, too. */
const LARGEST_BYTES = 120_000;
const QUALITY = 80;

/** A device of this size shows this address. */
export async function open(
  browser: Browser,
  address: string,
  { size: [width, height], ...options }: BrowserContextOptions & { size: readonly [number, number] },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** As WebP, a third of PNG. */
export async function take(page: Page, path: string): Promise<void> {
  // No button is lit by a pointer, and what was on its way has arrived.
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    const short = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) < 5_000);
    await Promise.allSettled(short.map(({ finished }) => finished));
    await document.fonts.ready;
  });
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await devtools.detach();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(data, 'base64'));
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${basename(path)} has ${size} bytes`);
  console.log(`${basename(path)}, ${Math.round(size / 1000)} kB`);
}
