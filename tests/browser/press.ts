import type { Page } from 'playwright-core';

/** How many milliseconds lie between the next press and the drawn picture of a button that works: asked before, read after. */
export async function momentsOfPress(page: Page): Promise<() => Promise<number>> {
  const took = await page.evaluateHandle(() => ({
    after: new Promise<number>((resolve) => {
      let pressed = 0;
      addEventListener('click', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
      const watching = new MutationObserver(() => {
        if (document.querySelector('[aria-busy="true"]') === null) return;
        watching.disconnect();
        requestAnimationFrame(() => {
          // What was asked for in a frame comes to its turn when the frame is drawn.
          const drawn = new MessageChannel();
          drawn.port1.addEventListener('message', () => resolve(Math.round(performance.now() - pressed)));
          drawn.port1.start();
          drawn.port2.postMessage(null);
        });
      });
      watching.observe(document.body, { attributes: true, childList: true, subtree: true });
    }),
  }));
  return () => took.evaluate(({ after }) => after);
}
