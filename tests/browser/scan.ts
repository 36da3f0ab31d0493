import type { Page } from 'playwright-core';

/** A scanner types, faster than anybody, and ends with Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((keys) => {
    const press = (key: string) => {
      const target = document.activeElement ?? document.body;
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      // What a key does by itself, a script has to do for it.
      if (target.dispatchEvent(event) && key === 'Enter' && target instanceof HTMLButtonElement) target.click();
    };
    for (const key of keys) press(key);
    press('Enter');
  }, text);
}
