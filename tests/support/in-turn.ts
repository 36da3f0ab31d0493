import { WALKS_EVERYWHERE } from './walks-everywhere.ts';

/**
 * Suites that each take a minute or more. All of them are half an hour on two cores; each `npm test` takes one of these parts, a
 * day each, so that all are taken within four days. `WALK=every npm test` takes all at once.
 */
const PARTS: readonly (readonly string[])[] = [
  [
    'browser/accessibility.browser',
    'browser/keyboard-journeys.browser',
    'browser/full-house.browser',
    'browser/trace.browser',
    'server/start/embedded.live',
    'journeys/with-a-replica.live',
  ],
  [
    'browser/accessibility-admin.browser',
    'browser/first-run.browser',
    'browser/bad-days.browser',
    'browser/support.browser',
    'journeys/one-morning.live',
    'journeys/on-a-redis-cluster.live',
    'realtime/redis-cluster.live',
  ],
  [
    'browser/accessibility-booking.browser',
    'browser/broken-networks.browser',
    'browser/wrong-clocks.browser',
    'server/http/docs.browser',
    'server/start/failures.live',
    'journeys/five-hundred-people.live',
  ],
  [
    'browser/accessibility-calendar.browser',
    'browser/new-organization.browser',
    'browser/every-language.browser',
    'browser/standing-still.browser',
    'browser/schedules.browser',
    'server/start/fresh-clone.live',
    'server/start/demo.live',
    'server/tracing/tap-to-screen.live',
    'server/metrics/live-delivery.live',
  ],
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The suites whose turn it is not today. */
export function notToday(now: number): string[] {
  const turn = Math.floor(now / DAY_MS) % PARTS.length;
  return WALKS_EVERYWHERE ? [] : PARTS.filter((_, n) => n !== turn).flat();
}
