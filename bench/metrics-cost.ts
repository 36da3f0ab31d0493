import { randomUUID } from 'node:crypto';
import { createMetrics } from '../server/metrics/metrics.ts';

/** What counting costs, beside not counting: `npx tsx bench/metrics-cost.ts`. */
const TIMES = 200_000;
const ORGANIZATIONS = Array.from({ length: 500 }, () => randomUUID());
const present = new Map(ORGANIZATIONS.map((id) => [id, 20]));
const metrics = createMetrics(() => ({
  stats: () => ({ connections: 10_000, sockets: 10_000, kinds: new Map(), slow: 0, streams: 500, redis: 'ready' }),
  present: () => present,
}));

function cost(what: string, work: (n: number) => void): void {
  for (let n = 0; n < TIMES / 10; n++) work(n);
  const began = process.cpuUsage();
  for (let n = 0; n < TIMES; n++) work(n);
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(`${what}: ${((user + system) / TIMES).toFixed(2)} us\n`);
}

const organization = (n: number) => ORGANIZATIONS[n % ORGANIZATIONS.length] ?? '';

cost('one request that writes', (n) => {
  metrics.database.waited('let_in', 0);
  metrics.database.connected(0.1);
  metrics.database.held(organization(n), 2);
  metrics.http.commanded('POST /queues/:id/calls', 'done');
  metrics.http.answered('POST /queues/:id/calls', '2xx', 4, organization(n));
});
cost('one change to one audience', () => {
  metrics.live.accepted('here', 0.1);
  metrics.live.written(0.2);
});
cost('one organization in a ranking', (n) => {
  if (n % ORGANIZATIONS.length === 0) metrics.rank();
});
const readings: number[] = [];
let size = 0;
for (let n = 0; n < 21; n++) {
  const began = process.cpuUsage();
  size = (await metrics.registry.metrics()).length;
  const { user, system } = process.cpuUsage(began);
  readings.push((user + system) / 1000);
}
const [median = 0] = readings.toSorted((a, b) => a - b).slice(10);
process.stdout.write(
  `one reading: ${median.toFixed(1)} ms, the first one ${(readings[0] ?? 0).toFixed(1)} ms, ${(size / 1024).toFixed(0)} KB\n`,
);
process.exit();
