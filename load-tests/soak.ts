import exec from 'k6/execution';
import { ratio } from './site/phases.ts';
import { ORGANIZATIONS } from './site/organizations.ts';
import { RAMP, screens, SCREENS, SCREEN_THRESHOLDS, watchAll } from './site/screens.ts';
import { serveOne } from './site/serve-one.ts';
import { LATE_MS, number } from './site/settings.ts';
import { RATE, staff, STAFF_THRESHOLDS } from './site/staff.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * A working day of many organizations in small: what drifts only shows after hours. Lateness of the first and the last tenth are told
 * beside each other; the memory of the service is told by whoever runs it, and by `npm run load` where it runs on this machine.
 */
const SECONDS = number('MINUTES', 120, 0.1) * 60;
const TENTH_MS = (SECONDS * 1_000) / 10;

export const options = {
  scenarios: { screens: screens(SECONDS), staff: staff(SECONDS) },
  summaryTrendStats: STATS,
  thresholds: {
    ...SCREEN_THRESHOLDS,
    ...STAFF_THRESHOLDS,
    'lateness_ms{part:first}': [`p(99)<${LATE_MS}`],
    'lateness_ms{part:last}': [`p(99)<${LATE_MS}`],
    duplicates: ['count==0'],
  },
};

export function listen(): void {
  const began = exec.scenario.startTime + RAMP * 1_000;
  watchAll({ seconds: SECONDS, tags: () => ({ part: partOf(Date.now() - began) }) });
}

export function work(): void {
  serveOne(exec.scenario.iterationInTest);
}

function partOf(ms: number): 'first' | 'middle' | 'last' {
  if (ms < TENTH_MS) return 'first';
  return ms < SECONDS * 1_000 - TENTH_MS ? 'middle' : 'last';
}

export function handleSummary(measured: Measured): Record<string, string> {
  const part = (name: string) => measured.metrics[`lateness_ms{part:${name}}`]?.values['p(95)'];
  const drift = ratio(part('first'), part('last'));
  const did = `${ORGANIZATIONS} organizations, ${SCREENS} screens, ${RATE} rounds a second in all, ${SECONDS} s`;
  const more = [`lateness p95 of the last tenth beside the first: ${drift === null ? '-' : `x ${drift}`}`];
  return tell({ scenario: 'soak', did, more }, measured);
}
