import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { WALKS_EVERYWHERE } from '../support/walks-everywhere.ts';
import { contrastFindings } from './contrast-findings.ts';

/** All that axe knows: WCAG up to 2.2 AA, what is good practice, and how large a target is, which it does not ask by itself. */
const EVERYTHING: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};
/** The page is the same by night but for its colours. */
const COLOURS: axe.RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] };

let looks = 0;

/**
 * Whatever axe finds in this state by day and by night, and every text that cannot be read on what is really behind it: measured
 * in turn by day and by night, because a picture of the page takes longer than all else; `WALK=every` takes both.
 */
export async function axeFindings(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  const pictured = looks++ % 2 === 0 ? 'light' : 'dark';
  for (const [colorScheme, rules] of [
    ['light', EVERYTHING],
    ['dark', COLOURS],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(settle);
    found.push(...(await axeFinds(page, `${state}, ${colorScheme}`, rules)));
    if (WALKS_EVERYWHERE || colorScheme === pictured)
      found.push(...(await contrastFindings(page, `${state}, ${colorScheme}`)));
  }
  return found;
}

async function axeFinds(page: Page, state: string, rules: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((wanted) => {
    // Put there by the line before.
    const here = (globalThis as unknown as { axe: { run: typeof axe.run } }).axe;
    return here.run(document, wanted);
  }, rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${state}: ${id} ${html} ${failureSummary}`),
  );
}

/** Colours that are on their way to other colours say nothing. What takes longer than a second is no change of colours. */
async function settle(): Promise<void> {
  // What is out of sight is told of other colours a moment later.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const short = document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) <= 1_000)
    .map(({ finished }) => finished);
  await Promise.allSettled(short);
}
