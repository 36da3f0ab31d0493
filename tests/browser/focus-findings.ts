import type { Locator, Page } from 'playwright-core';
import { paperBeside } from './paper.ts';

/** WCAG 1.4.11: so much the ring differs from what would be there without it. */
const SEEN = 3;
/** More stops than any page of ours has. */
const MOST_STOPS = 80;
const AROUND = 8;

/**
 * Goes on with Tab until `wanted` has the keyboard. Each stop on the way has to be in sight, with a ring that can be seen all
 * around it: measured on two pictures, with the ring and without.
 */
export async function tabTo(page: Page, wanted: Locator, found: string[], key = 'Tab'): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    found.push(...(await focusFindings(page)));
  }
  throw new Error(`no way with ${key} to ${String(wanted)}`);
}

/** What is wrong with the place where the keyboard is now. */
export async function focusFindings(page: Page): Promise<string[]> {
  const stop = await page.evaluate(whereTheKeyboardIs);
  // The browser's own frame comes after the last stop of the page.
  if (stop === null) return [];
  if (stop.hidden) return [`${stop.name} has the keyboard and is out of sight`];
  const { width: most = 0, height: highest = 0 } = page.viewportSize() ?? {};
  const x = Math.max(0, stop.box.x - AROUND);
  const y = Math.max(0, stop.box.y - AROUND);
  const clip = {
    x,
    y,
    width: Math.min(most, stop.box.x + stop.box.width + AROUND) - x,
    height: Math.min(highest, stop.box.y + stop.box.height + AROUND) - y,
  };
  const withRing = await page.screenshot({ clip, scale: 'css' });
  await page.evaluate(hideRing);
  const without = await page.screenshot({ clip, scale: 'css' });
  await page.evaluate(showRing);
  const paper = await paperBeside(page);
  const dots = await paper.evaluate(dotsThatDiffer, {
    pictures: [withRing, without].map((picture) => picture.toString('base64')),
    SEEN,
  });
  // A line of one dot all around.
  const wanted = 2 * (stop.box.width + stop.box.height);
  return dots >= wanted * 0.9
    ? []
    : [`${stop.name} has the keyboard, and ${dots} dots of ${Math.round(wanted)} show it`];
}

type Stop = { name: string; hidden: boolean; box: { x: number; y: number; width: number; height: number } };

/** Runs in the page. */
function whereTheKeyboardIs(): Stop | null {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  // A tile may hold a button of the browser that nobody sees, and show its ring itself.
  const shown = [element, element.closest('label')].find((one) => {
    const { width = 0, height = 0 } = one?.getBoundingClientRect() ?? {};
    return width > 4 && height > 4;
  });
  const { x, y, width, height } = (shown ?? element).getBoundingClientRect();
  const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
  const hidden = !shown || !onTop || !(shown.contains(onTop) || onTop.contains(shown));
  const words = element.getAttribute('aria-label') ?? (element.textContent || element.getAttribute('name') || '');
  return {
    name: `<${element.tagName.toLowerCase()}> "${words.trim().slice(0, 40)}"`,
    hidden,
    box: { x, y, width, height },
  };
}

type Hiding = typeof globalThis & { ringHidden?: CSSStyleSheet };

/** Runs in the page. */
function hideRing(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '*, ::before, ::after { outline-color: transparent !important; transition: none !important; caret-color: transparent !important }',
  );
  Object.assign(globalThis, { ringHidden: sheet });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Runs in the page. */
function showRing(): void {
  const { ringHidden } = globalThis as Hiding;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== ringHidden);
}

/** Runs in a blank page. */
async function dotsThatDiffer({ pictures, SEEN: seen }: { pictures: string[]; SEEN: number }): Promise<number> {
  const [one, other] = await Promise.all(pictures.map(dotsOf));
  if (!one || !other) throw new Error('two pictures are needed');
  let count = 0;
  for (let dot = 0; dot < one.length; dot += 4)
    if (contrast(luminance(one, dot), luminance(other, dot)) >= seen) count++;
  return count;

  async function dotsOf(picture: string): Promise<Uint8ClampedArray> {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!canvas) throw new Error('nothing to draw on');
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }

  function contrast(first: number, second: number): number {
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  function luminance(dots: Uint8ClampedArray, at: number): number {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
      const part = (dots[at + channel] ?? 0) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
