import { createMetrics } from '../../../server/metrics/metrics.ts';
import { eventually } from '../../support/eventually.ts';
import { openService } from '../http/open-service.ts';
import { openOrganization } from '../http/organization.ts';
import { readMetrics } from './read-metrics.ts';

test('an operator sees a flood: which limit it met, who was turned away, and which organization it is', async () => {
  const metrics = createMetrics(() => null);
  const service = await openService({ metrics, limits: { principal: { points: 40, seconds: 60 } } });
  try {
    const clinic = await openOrganization(service);
    await eventually(async () => expect((await readMetrics(metrics)).sum('waitlessq_database_waiting')).toBe(0));
    metrics.rank();
    for (let times = 0; times < 60; times++) await clinic.ask('GET', '/offices', { as: clinic.staff });
    await eventually(async () => {
      const { sum } = await readMetrics(metrics);
      expect(sum('waitlessq_limits_reached_total', { limit: 'principal' })).toBe(1);
      expect(sum('waitlessq_http_refusals_total', { code: 'too_many_requests' })).toBe(1);
      const answered = sum('waitlessq_http_request_seconds_count', { route: 'GET /offices', status: '2xx' });
      expect(sum('waitlessq_http_turned_away_total', { limit: 'principal' })).toBe(60 - 1 - answered);
      // Whoever is turned away costs nothing, and is not counted for their organization.
      expect(sum('waitlessq_organization_requests_total', { organization: clinic.id })).toBe(answered + 1);
      expect(sum('waitlessq_passwords_waiting')).toBe(0);
    });
  } finally {
    await service.close();
  }
});

test('an operator sees whether letters are taken', async () => {
  const metrics = createMetrics(() => null);
  const answers = [true, false, true];
  const send = metrics.counting(async () => ({ outcome: answers.shift() === true ? 'sent' : 'later', detail: null }));
  for (let times = 0; times < 3; times++) await send({ to: 'x@example.org', subject: 'x', text: 'x' });
  const { sum, text } = await readMetrics(metrics);
  expect(sum('waitlessq_letters_total', { outcome: 'sent' })).toBe(2);
  expect(sum('waitlessq_letters_total', { outcome: 'failed' })).toBe(1);
  expect(text).not.toContain('example.org');
});
