import type { Page } from 'playwright-core';
import { paperBeside } from './paper.ts';

/** WCAG 1.4.3, and from which size in CSS pixels text counts as large. */
const READABLE = { small: 4.5, large: 3, largeFrom: 24 };
/** A frame or a neighbour's corner may touch the box of a line. */
const MAY_TOUCH = 0.1;

type Line = {
  words: string;
  colour: number[];
  size: number;
  box: { x: number; y: number; width: number; height: number };
};
type Poor = { words: string; ratio: number };

/**
 * Every text whose colour is too close to what is really behind it. Measured on a picture of the page without its letters, so
 * that gradients, pictures and things that lie on top of each other count as they are seen.
 */
export async function contrastFindings(page: Page, state: string): Promise<string[]> {
  const usual = page.viewportSize();
  // The whole page at once: a box on the picture is then where it is on the page.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (usual && height > usual.height) await page.setViewportSize({ width: usual.width, height });
  const lines = await page.evaluate(linesOfText);
  await page.evaluate(hideLetters);
  const picture = await page.screenshot({ scale: 'css', animations: 'allow' });
  await page.evaluate(showLetters);
  // What came or went meanwhile, as a toast does, is not on the picture as it was measured.
  const after = new Set((await page.evaluate(linesOfText)).map((line) => JSON.stringify(line)));
  if (usual && height > usual.height) await page.setViewportSize(usual);

  const paper = await paperBeside(page);
  const poor = await paper.evaluate(poorLines, {
    lines: lines.filter((line) => after.has(JSON.stringify(line))),
    picture: picture.toString('base64'),
    READABLE,
    MAY_TOUCH,
  });
  return poor.map(({ words, ratio }) => `${state}: "${words}" has a contrast of ${ratio}`);
}

/** Runs in the page. */
function linesOfText(): Line[] {
  const lines: Line[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const words = text.textContent?.trim().slice(0, 40) ?? '';
    const element = text.parentElement;
    if (!element || words === '' || element.closest('.unseen, noscript, script, style, option, :disabled')) continue;
    // What has no colour cannot be measured; what cannot be used need not be read.
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { color, fontSize } = getComputedStyle(element);
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { x, y, width, height } of range.getClientRects()) {
      const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
      if (width < 2 || height < 2 || !onTop || !(onTop.contains(element) || element.contains(onTop))) continue;
      const colour = [red, green, blue, alpha * opacityOf(element)];
      lines.push({ words, colour, size: parseFloat(fontSize), box: { x, y, width, height } });
    }
  }
  return lines;

  function opacityOf(element: Element | null): number {
    let opacity = 1;
    for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
    return opacity;
  }
}

type Hiding = typeof globalThis & { lettersHidden?: CSSStyleSheet };

/** Runs in the page. */
function hideLetters(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `*, ::before, ::after, ::placeholder {
      color: transparent !important; text-shadow: none !important; text-decoration-color: transparent !important;
      caret-color: transparent !important; transition: none !important; animation: none !important;
    }
    :focus { outline: none !important }`,
  );
  Object.assign(globalThis, { lettersHidden: sheet });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Runs in the page. */
function showLetters(): void {
  const { lettersHidden } = globalThis as Hiding;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== lettersHidden);
}

/** Runs in a blank page. */
async function poorLines({
  lines,
  picture,
  READABLE: readable,
  MAY_TOUCH: mayTouch,
}: {
  lines: Line[];
  picture: string;
  READABLE: typeof READABLE;
  MAY_TOUCH: number;
}): Promise<Poor[]> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!canvas) throw new Error('nothing to draw on');
  canvas.drawImage(bitmap, 0, 0);
  const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  return lines.flatMap(({ words, colour, size, box }) => {
    const left = Math.max(0, Math.round(box.x));
    const top = Math.max(0, Math.round(box.y));
    const width = Math.min(bitmap.width - left, Math.round(box.width));
    const height = Math.min(bitmap.height - top, Math.round(box.height));
    if (width < 1 || height < 1) return [];
    const ratios: number[] = [];
    // Every third dot is enough of a picture.
    for (let n = 0; n < width * height; n += 3) {
      const dot = 4 * ((top + Math.floor(n / width)) * bitmap.width + left + (n % width));
      ratios.push(contrast(colour, [data[dot] ?? 0, data[dot + 1] ?? 0, data[dot + 2] ?? 0]));
    }
    ratios.sort((one, other) => one - other);
    const ratio = ratios[Math.floor(ratios.length * mayTouch)] ?? 21;
    const wanted = size >= readable.largeFrom ? readable.large : readable.small;
    return ratio < wanted - 0.005 ? [{ words, ratio: Math.round(ratio * 100) / 100 }] : [];
  });

  function contrast([red = 0, green = 0, blue = 0, alpha = 1]: number[], behind: number[]): number {
    const seen = [red, green, blue].map((channel, n) => channel * alpha + (behind[n] ?? 0) * (1 - alpha));
    const [one, other] = [luminance(seen), luminance(behind)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  function luminance(channels: number[]): number {
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
