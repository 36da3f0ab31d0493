import type { Page } from 'playwright-core';
import { axeFindings } from './axe-findings.ts';
import { motionFindings } from './motion-findings.ts';
import { reflowFindings } from './reflow-findings.ts';

/** A page of 1280 at 400 % (WCAG 1.4.10), and the smallest phone. */
const NARROWEST = 320;

/**
 * Everything that can be measured of what a person sees now: axe by day and by night, then at 200 % and on the narrowest page,
 * and what has moved so far. A screen that hangs on the wall is never narrow.
 */
export async function look(page: Page, state: string, { hangs = false } = {}): Promise<string[]> {
  const { width, height } = page.viewportSize() ?? { width: NARROWEST, height: 640 };
  const found = await axeFindings(page, state);
  const half = Math.max(NARROWEST, Math.round(width / 2));
  found.push(...(await reflowFindings(page, state, half, Math.round(height / 2))));
  if (!hangs && half > NARROWEST) found.push(...(await reflowFindings(page, state, NARROWEST)));
  found.push(...(await motionFindings(page, state)));
  return found;
}
