import { createFairGate } from '../../../models/fair-gate.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { readMetrics } from './read-metrics.ts';

test('an operator sees who waits for the database, and who was refused because the line was full or too slow', async () => {
  const metrics = createMetrics(() => null);
  const enter = createFairGate({
    atOnce: 1,
    atOncePerLine: 1,
    mostWaiting: 2,
    patienceMs: 30,
    tally: metrics.database,
  });
  const read = async (name: string, labels = {}) =>
    (await readMetrics(metrics)).sum(`waitlessq_database_${name}`, labels);
  const waits = (outcome: string) => read('wait_seconds_count', { outcome });

  const leave = await enter('clinic');
  const [served, impatient] = [enter('clinic'), enter('clinic')];
  const tooLate = impatient.catch((error: unknown) => error);
  await expect(enter('clinic')).rejects.toMatchObject({ code: 'too_many_requests' });
  expect(await read('waiting')).toBe(2);
  expect(await waits('line_full')).toBe(1);

  leave();
  await served;
  expect(await tooLate).toMatchObject({ code: 'unavailable' });
  expect(await read('waiting')).toBe(0);
  expect(await waits('too_long')).toBe(1);
  expect(await waits('let_in')).toBe(2);
  expect(await read('wait_seconds_sum', { outcome: 'too_long' })).toBeGreaterThan(0.02);
});

test('an operator sees for how long connections are held, and by whom', async () => {
  const metrics = createMetrics(() => ({
    stats: () => {
      throw new Error('nobody asks');
    },
    present: () => new Map(),
  }));
  metrics.http.answered('GET /queues', '2xx', 3, 'busy');
  metrics.rank();
  metrics.database.held('busy', 250);
  metrics.database.held('', 50);
  metrics.database.connected(4);
  const { registry } = metrics;
  const text = await registry.getSingleMetricAsString('waitlessq_organization_database_seconds_total');
  expect(text).toContain('{organization="busy"} 0.25');
  expect(text).toContain('{organization="other"} 0.05');
  expect(await registry.getSingleMetricAsString('waitlessq_database_hold_seconds')).toContain('_sum 0.3');
  expect(await registry.getSingleMetricAsString('waitlessq_database_connect_seconds')).toContain('_sum 0.004');
});
