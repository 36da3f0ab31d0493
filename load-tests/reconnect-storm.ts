import exec from 'k6/execution';
import { ORGANIZATIONS } from './site/organizations.ts';
import { screens, SCREENS, SCREEN_THRESHOLDS, watchAll } from './site/screens.ts';
import { serveOne } from './site/serve-one.ts';
import { number } from './site/settings.ts';
import { staff, STAFF_THRESHOLDS } from './site/staff.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * A large building loses its network again and again: every line is dropped in one moment and wants back in the next, while staff go on
 * calling. Everybody is current again soon, and every board is in the end what the service has.
 */
const DROPS = number('DROPS', 3, 1);
const EVERY_SECONDS = number('EVERY_SECONDS', 15, 4);
/** A device hurries when its network is back, and not all of them in the same millisecond. */
const BACK_WITHIN_MS = number('BACK_WITHIN_MS', 1_000, 500);
const CURRENT_MS = number('CURRENT_MS', 4_000, 4_000);
const SECONDS = (DROPS + 1) * EVERY_SECONDS;
const AT = Array.from({ length: DROPS }, (_, n) => (n + 1) * EVERY_SECONDS * 1_000);

export const options = {
  scenarios: { screens: screens(SECONDS), staff: staff(SECONDS) },
  summaryTrendStats: STATS,
  thresholds: {
    ...SCREEN_THRESHOLDS,
    ...STAFF_THRESHOLDS,
    lines_lost: [`count>=${DROPS * SCREENS}`],
    screens_current: [`count>=${(DROPS + 1) * SCREENS}`],
    back_ms: [`p(99)<${CURRENT_MS}`],
    'back_ms{kind:display}': [`p(99)<${CURRENT_MS}`],
    duplicates: ['count==0'],
  },
};

export function listen(): void {
  watchAll({ seconds: SECONDS, drops: { at: AT, backWithin: BACK_WITHIN_MS } });
}

export function work(): void {
  serveOne(exec.scenario.iterationInTest);
}

export function handleSummary(measured: Measured): Record<string, string> {
  const did = `${SCREENS} screens of ${ORGANIZATIONS} organizations dropped at once, ${DROPS} times, back within ${BACK_WITHIN_MS} ms`;
  return tell({ scenario: 'reconnect-storm', did }, measured);
}
