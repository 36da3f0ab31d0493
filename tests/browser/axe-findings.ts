import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds serious or critical in this state by day, and what cannot be read by night. */
export async function axeFindings(page: Page, state: string): Promise<string[]> {
  return [
    ...(await axeFinds(page, `${state}, light`, { resultTypes: ['violations'] })),
    ...(await axeFinds(page, `${state}, dark`, { resultTypes: ['violations'], runOnly: ['color-contrast'] })),
  ];
}

async function axeFinds(page: Page, state: string, options: axe.RunOptions): Promise<string[]> {
  await page.emulateMedia({ colorScheme: state.endsWith('dark') ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate(settle);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((wanted) => {
    // Put there by the line before.
    const here = (globalThis as unknown as { axe: { run: typeof axe.run } }).axe;
    return here.run(document, wanted);
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${state}: ${id} ${html} ${failureSummary}`));
}

/** Colours that are on their way to other colours say nothing. What takes longer than a second is no change of colours. */
async function settle(): Promise<void> {
  const short = document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) <= 1_000)
    .map(({ finished }) => finished);
  await Promise.allSettled(short);
}
