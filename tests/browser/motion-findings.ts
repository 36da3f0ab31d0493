import type { BrowserContext, Page } from 'playwright-core';

/** What is shorter is a change, not a movement. */
const BLINK_MS = 100;

type Watched = typeof globalThis & { motions: string[] };

/** From now on every page of a device writes down what moves on it for longer than a blink, also where it is over soon. */
export async function watchMotion(context: BrowserContext): Promise<void> {
  await context.addInitScript((blink) => {
    const motions = new Set<string>();
    Object.assign(globalThis, { motions });
    const look = () => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation;
        const { endTime, iterations } = effect?.getComputedTiming() ?? {};
        const { target } = effect instanceof KeyframeEffect ? effect : { target: null };
        if (Number(endTime) > blink || iterations === Infinity)
          motions.add(
            `<${target?.tagName.toLowerCase()} class="${target?.className}"> moves for ${String(endTime)} ms`,
          );
      }
    };
    // Not with every frame: a page that stands still draws none.
    setInterval(look, blink * 0.8);
  }, BLINK_MS);
}

/** What has moved on this page since it was opened. */
export async function motionFindings(page: Page, state: string): Promise<string[]> {
  const motions = await page.evaluate(() => [...(globalThis as Watched).motions]);
  return motions.map((motion) => `${state}: ${motion}`);
}
