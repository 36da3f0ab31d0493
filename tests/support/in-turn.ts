import { WALKS_EVERYWHERE } from './walks-everywhere.ts';

/**
 * Suites that take long. All of them are half an hour on two cores; each `npm test` takes one of these parts, a day each, so that
 * all are taken within six days. `WALK=every npm test` takes all at once.
 */
const PARTS: readonly (readonly string[])[] = [
  [
    'browser/accessibility.browser',
    'browser/trace.browser',
    'browser/support.browser',
    'browser/kiosk.browser',
    'journeys/with-a-replica.live',
    'journeys/rights.live',
    'server/commands/any-day.live',
    'server/http/signing-in.live',
  ],
  [
    'browser/accessibility-admin.browser',
    'journeys/on-a-redis-cluster.live',
    'realtime/redis-cluster.live',
    'server/commands/rotate-keys.live',
    'server/metrics/live-delivery.live',
  ],
  [
    'browser/accessibility-editors.browser',
    'browser/broken-networks.browser',
    'browser/schedules.browser',
    'browser/wrong-clocks.browser',
    'browser/full-house.browser',
    'journeys/one-morning.live',
    'journeys/life-of-an-organization.live',
    'server/start/demo.live',
  ],
  [
    'browser/keyboard-journeys.browser',
    'browser/own-booking.browser',
    'browser/standing-still.browser',
    'browser/accessibility-calendar.browser',
    'browser/calendar.browser',
    'server/jobs/job-worker.live',
    'server/start/fresh-clone.live',
  ],
  [
    'browser/new-organization.browser',
    'browser/accessibility-booking.browser',
    'server/jobs/push-calls.live',
    'journeys/five-hundred-people.live',
    'server/start/failures.live',
    'server/tracing/tap-to-screen.live',
  ],
  [
    'browser/every-language.browser',
    'browser/check-in.browser',
    'browser/first-run.browser',
    'browser/bad-days.browser',
    'browser/administration.browser',
    'server/http/docs.browser',
    'server/start/embedded.live',
    'load-tests/smoke.live',
  ],
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The suites whose turn it is not today. */
export function notToday(now: number): string[] {
  const turn = Math.floor(now / DAY_MS) % PARTS.length;
  return WALKS_EVERYWHERE ? [] : PARTS.filter((_, n) => n !== turn).flat();
}
