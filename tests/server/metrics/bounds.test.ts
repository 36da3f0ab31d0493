import { randomUUID } from 'node:crypto';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { readMetrics } from './read-metrics.ts';

const ORGANIZATIONS = Array.from({ length: 500 }, () => randomUUID());

function openNode() {
  const sockets = new Map(ORGANIZATIONS.map((id, n) => [id, n + 1]));
  const stats = {
    connections: 1,
    sockets: 1,
    kinds: new Map([['user', 1] as const]),
    slow: 0,
    streams: 1,
    redis: 'none' as const,
  };
  return createMetrics(() => ({ stats: () => stats, present: () => sockets }));
}

/** Every organization asks once for each hundred of its number, and once. */
function everybodyAsks({ http, database }: ReturnType<typeof openNode>): number {
  let requests = 0;
  for (const [n, id] of ORGANIZATIONS.entries()) {
    for (let times = 0; times <= n / 100; times++) {
      http.answered('GET /queues/:id', '2xx', 2, id);
      database.held(id, 10);
      requests += 1;
    }
  }
  return requests;
}

test('five hundred organizations make fifty series of each kind and one of all others, and nobody is counted twice', async () => {
  const metrics = openNode();
  let asked = 0;
  for (let minute = 0; minute < 5; minute++) {
    asked += everybodyAsks(metrics);
    metrics.rank();
  }
  const { series, sum } = await readMetrics(metrics);
  const own = series.filter((line) => line.startsWith('waitlessq_organization_'));
  expect(own).toHaveLength(3 * 51);
  expect(sum('waitlessq_organization_requests_total')).toBe(asked);
  expect(sum('waitlessq_organization_database_seconds_total')).toBeCloseTo(asked * 0.01);
  expect(sum('waitlessq_organization_sockets')).toBe((500 * 501) / 2);
  expect(sum('waitlessq_organization_requests_total', { organization: ORGANIZATIONS[499] as string })).toBeGreaterThan(
    0,
  );
  expect(sum('waitlessq_organization_requests_total', { organization: ORGANIZATIONS[0] as string })).toBe(0);
});

test('the number of series does not grow with what people do', async () => {
  const metrics = openNode();
  const minute = () => {
    everybodyAsks(metrics);
    metrics.rank();
  };
  // Names are given after the first and stand there from the second.
  minute();
  minute();
  const before = (await readMetrics(metrics)).series.length;
  for (let times = 0; times < 3; times++) minute();
  expect((await readMetrics(metrics)).series).toHaveLength(before);
});

test('clocks that disagree make no change arrive before it was committed', async () => {
  const metrics = openNode();
  metrics.live.told(-3_000);
  metrics.live.accepted('other_node', -1);
  const { sum } = await readMetrics(metrics);
  expect(sum('waitlessq_live_publish_lag_seconds_sum')).toBe(0);
  expect(sum('waitlessq_live_accept_seconds_count', { from: 'other_node' })).toBe(1);
});
