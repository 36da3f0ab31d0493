import type { Page } from 'playwright-core';

/**
 * What is lost when the page is narrow: text beyond the edge of the screen or cut off by the box that it is in, and a page that
 * has to be moved from side to side.
 */
export async function reflowFindings(page: Page, state: string, width: number, height = 640): Promise<string[]> {
  const usual = page.viewportSize();
  await resize(page, { width, height });
  const found = await page.evaluate(lostText);
  if (usual) await resize(page, usual);
  return found.map((what) => `${state}, ${width} wide: ${what}`);
}

/** And two frames: whoever measures the width does so after the first. */
async function resize(page: Page, to: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(to);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Runs in the page. */
function lostText(): string[] {
  const TOLERANCE = 2;
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + 1) found.push(`the page is ${scrollWidth} wide`);

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const words = text.textContent?.trim() ?? '';
    const element = text.parentElement;
    if (!element || words === '' || isUnseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      if (line.width < 1 || line.height < 1) continue;
      const by = cutBy(element, line);
      if (by === null) continue;
      found.push(`"${words.slice(0, 40)}" is cut off by ${by}`);
      break;
    }
  }
  return found;

  function cutBy(element: Element, line: DOMRect): string | null {
    for (let box: Element | null = element; box && box !== document.documentElement; box = box.parentElement) {
      const { overflowX, overflowY, position, textOverflow } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      const name = `<${box.tagName.toLowerCase()} class="${box.className}">`;
      // A table of many columns may be moved from side to side in its own frame.
      if (['auto', 'scroll'].includes(overflowX) && box.querySelector('table, textarea, pre')) return null;
      // A name that ends in three dots is read whole by pressing it.
      if (textOverflow === 'ellipsis' && element.closest('button')) return null;
      const sideways = line.left < edge.left - TOLERANCE || line.right > edge.right + TOLERANCE;
      if (overflowX !== 'visible' && sideways) return name;
      const [hidden, upright] = [['hidden', 'clip'].includes(overflowY), (line.top + line.bottom) / 2];
      if (hidden && (upright < edge.top || upright > edge.bottom)) return name;
      if (position === 'fixed') break;
    }
    return line.left < -TOLERANCE || line.right > clientWidth + TOLERANCE ? 'the edge of the screen' : null;
  }

  /** For screen readers only, or not there at all. */
  function isUnseen(element: Element): boolean {
    if (element.closest('[hidden], noscript, script, style, option, svg')) return true;
    for (let box: Element | null = element; box; box = box.parentElement)
      if (getComputedStyle(box).getPropertyValue('clip') === 'rect(0px, 0px, 0px, 0px)') return true;
    return !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }
}
