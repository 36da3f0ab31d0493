import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watchMotion } from './motion-findings.ts';

/** Is somebody still signed in, is this screen paired by now? A browser calls a "no" an error. */
const QUESTIONS = ['/auth/refresh', '/device-tokens'];

export type Device = Awaited<ReturnType<typeof openDevice>>;

/** Sizes of the five screens as they hang, stand and lie. */
export const SIZES = {
  display: { width: 1920, height: 1080 },
  kiosk: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  tablet: { width: 1180, height: 820 },
  desk: { width: 1440, height: 900 },
} as const;

/** One device with one page: a browser context of its own, and everything that this device heard and complained about. */
export async function openDevice(browser: Browser, kind: keyof typeof SIZES, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: SIZES[kind], locale: 'en-GB', ...options });
  // Sooner than the test's own, so that a failure says what was waited for.
  context.setDefaultTimeout(40_000);
  await watchMotion(context);
  const page = await context.newPage();
  const troubles: string[] = [];
  const heard: string[] = [];
  const reading: Promise<void>[] = [];
  // Violations of the content security policy are errors of the console, too.
  page.on('console', (message) => {
    if (QUESTIONS.some((path) => message.location().url.endsWith(path))) return;
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`${kind}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`${kind}: ${String(error)}`));
  page.on('requestfailed', (request) => {
    troubles.push(`${kind}: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return;
    // An answer that is cut off tells nothing.
    reading.push(
      response.text().then(
        (text) => void heard.push(text),
        () => undefined,
      ),
    );
  });
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push(String(payload)));
  });
  return {
    page,
    context,
    /** Errors and warnings in the console, exceptions, requests without an answer. */
    troubles,
    /** All that this device knows: what it was told, and what is on its screen, hidden or not. */
    async knows(): Promise<string> {
      await Promise.all(reading);
      return [...heard, await page.content()].join('\n');
    },
    close: () => context.close(),
  };
}

/** As a person taps who has read the words: the screen takes a quicker tap for the second half of a double one. */
export async function tap(page: Page, words: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name: words, exact: true });
  await button.waitFor();
  await page.waitForTimeout(REACTION_MS);
  await button.click();
}

const REACTION_MS = 400;

/** The moment, in milliseconds since 1970, at which `part` of the page says `words`: asked before it does. */
export function momentOf(page: Page, words: string, part = 'body'): Promise<number> {
  return page.evaluate(
    ([selector, expected]) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(selector)?.textContent.includes(expected)) return;
          watching.disconnect();
          // Drawn, not only known.
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        const watching = new MutationObserver(look);
        watching.observe(document.body, { childList: true, subtree: true, characterData: true });
        look();
      }),
    [part, words] as const,
  );
}

/** The moment of the next tap anywhere on the page. */
export function momentOfTap(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('click', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
          capture: true,
          once: true,
        });
      }),
  );
}
