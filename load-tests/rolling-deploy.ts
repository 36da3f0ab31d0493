import exec from 'k6/execution';
import { ORGANIZATIONS } from './site/organizations.ts';
import { screens, SCREENS, SCREEN_THRESHOLDS, watchAll } from './site/screens.ts';
import { serveOne } from './site/serve-one.ts';
import { ADDRESSES, LATE_MS, number } from './site/settings.ts';
import { RATE, staff, STAFF_THRESHOLDS } from './site/staff.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * Nodes are restarted one after the other under load, by whoever runs them: this script only talks to their addresses. No display is
 * without updates at any moment, and no command fails: what a node that goes away does not serve, another one does, as behind a proxy.
 */
const SECONDS = number('SECONDS', 60, 9);

export const options = {
  scenarios: { screens: screens(SECONDS), staff: staff(SECONDS) },
  summaryTrendStats: STATS,
  thresholds: {
    ...SCREEN_THRESHOLDS,
    ...STAFF_THRESHOLDS,
    // More than once each means that somebody has moved: otherwise no node went away and nothing was shown.
    lines_connected: [`count>${SCREENS}`],
    'lines_lost{kind:display}': ['count==0'],
    'lateness_ms{kind:display}': [`p(99)<${LATE_MS}`],
  },
};

export function listen(): void {
  watchAll({ seconds: SECONDS });
}

export function work(): void {
  serveOne(exec.scenario.iterationInTest);
}

export function handleSummary(measured: Measured): Record<string, string> {
  const did = `${ORGANIZATIONS} organizations, ${SCREENS} screens on ${ADDRESSES.length} nodes, ${RATE} rounds a second in all, ${SECONDS} s`;
  return tell({ scenario: 'rolling-deploy', did }, measured);
}
