import exec from 'k6/execution';
import { ORGANIZATIONS } from './site/organizations.ts';
import { screens, SCREENS, SCREEN_THRESHOLDS, watchAll } from './site/screens.ts';
import { serveOne } from './site/serve-one.ts';
import { LATE_MS, number } from './site/settings.ts';
import { RATE, staff, STAFF_THRESHOLDS } from './site/staff.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * Many organizations at once, each with a display, staff and phones: people join, are called, served and finished. Every screen shows
 * it in time, nobody is called twice, and nobody sees anything of another organization.
 */
const SECONDS = number('SECONDS', 60, 4);

export const options = {
  scenarios: { screens: screens(SECONDS), staff: staff(SECONDS) },
  summaryTrendStats: STATS,
  thresholds: {
    ...SCREEN_THRESHOLDS,
    ...STAFF_THRESHOLDS,
    'lateness_ms{kind:display}': [`p(99)<${LATE_MS}`],
    'lateness_ms{kind:staff}': [`p(99)<${LATE_MS}`],
    'lateness_ms{kind:phone}': [`p(99)<${LATE_MS}`],
    duplicates: ['count==0'],
    lines_lost: ['count==0'],
  },
};

export function listen(): void {
  watchAll({ seconds: SECONDS });
}

export function work(): void {
  serveOne(exec.scenario.iterationInTest);
}

export function handleSummary(measured: Measured): Record<string, string> {
  const did = `${ORGANIZATIONS} organizations, ${SCREENS} screens, ${RATE} rounds a second in all, ${SECONDS} s`;
  return tell({ scenario: 'concurrent-tenants', did }, measured);
}
