import type { Page } from 'playwright-core';
import { axeFindings } from './axe-findings.ts';
import { motionFindings } from './motion-findings.ts';
import { reflowFindings } from './reflow-findings.ts';

/** A page of 1280 at 400 % (WCAG 1.4.10), and the smallest phone. */
const NARROWEST = 320;

/**
 * Everything that can be measured of what a person sees now: axe by day and by night, then at 200 % and on the narrowest page
 * that this screen is ever shown on, and what has moved so far.
 */
export async function look(page: Page, state: string, { narrowest = NARROWEST } = {}): Promise<string[]> {
  const { width, height } = page.viewportSize() ?? { width: NARROWEST, height: 640 };
  const found = await axeFindings(page, state);
  const half = Math.max(narrowest, Math.round(width / 2));
  found.push(...(await reflowFindings(page, state, half, half === width ? height : Math.round(height / 2))));
  if (half > narrowest) found.push(...(await reflowFindings(page, state, narrowest)));
  found.push(...(await motionFindings(page, state)));
  return found;
}
