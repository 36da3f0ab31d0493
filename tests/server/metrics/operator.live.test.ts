import pg from 'pg';
import type { PublicBoard } from '../../../realtime/contract/board.ts';
import { apiOf } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startNode, type RunningNode } from '../../support/node.ts';
import { openScreen } from '../../support/screen.ts';
import { callNext, CANARY, join, openService, signUpClinic, type Clinic, type Service } from '../../support/service.ts';
import { scrape } from './read-metrics.ts';

let service: Service;
let here: RunningNode;
let there: RunningNode;
let clinic: Clinic;
const screens: { close(): void }[] = [];

beforeAll(async () => {
  service = await openService({ nodes: 2, env: { METRICS_PORT: '0' } });
  [here, there] = service.nodes as [RunningNode, RunningNode]; // two were asked for
  clinic = await signUpClinic(here.url);
}, 60_000);
afterEach(() => screens.splice(0).forEach((screen) => screen.close()));
afterAll(() => service?.close());

/** Where a node says that its metrics are. */
const metricsOf = (node: RunningNode) => /Metrics are at (\S+)/.exec(node.logs())?.[1] ?? 'nowhere';

async function openRoom(prefix: string) {
  const queue = await clinic.queue(prefix);
  const staff = await clinic.staff();
  const counter = await clinic.counter([queue.id], staff);
  const display = await clinic.device('display', [queue.id]);
  const screen = openScreen<PublicBoard>(there.url, {
    slug: clinic.slug,
    queueId: queue.id,
    token: display.token,
    kind: 'display',
  });
  screens.push(screen);
  await eventually(() => expect(screen.board()).not.toBeNull());
  return { queue, staff, counter, display, screen };
}

test('an operator sees that a node heals what was lost, that Redis is away, and that it is back', async () => {
  const { queue, staff, screen } = await openRoom('A');
  const read = () => scrape(metricsOf(there));
  await join(staff, queue.id);
  await eventually(() => expect(screen.board()?.entries).toHaveLength(1));
  const before = await read();
  expect(before.sum('waitlessq_redis_up')).toBe(1);
  expect(before.sum('waitlessq_live_publish_lag_seconds_count')).toBeGreaterThan(0);
  expect(before.sum('waitlessq_live_accept_seconds_count', { from: 'other_node' })).toBeGreaterThan(0);
  expect(before.sum('waitlessq_live_write_seconds_count')).toBeGreaterThan(0);

  await service.redis.kill();
  try {
    await join(staff, queue.id);
    await eventually(() => expect(screen.board()?.entries).toHaveLength(2));
    const { sum } = await read();
    const healed = { cause: 'head_check' };
    expect(sum('waitlessq_live_heals_total', healed)).toBe(before.sum('waitlessq_live_heals_total', healed) + 1);
    expect(sum('waitlessq_live_accept_seconds_count', { from: 'log' })).toBeGreaterThan(0);
    await eventually(async () => expect((await read()).sum('waitlessq_redis_up')).toBe(0));
  } finally {
    await service.redis.start();
  }
  await eventually(async () => expect((await read()).sum('waitlessq_redis_up')).toBe(1));
});

test('an operator sees who listens, what was commanded and what was refused, and by which route', async () => {
  const { queue, staff, counter } = await openRoom('B');
  await join(staff, queue.id);
  await callNext(staff, queue.id, counter);
  await staff.post(`/queues/${queue.id}/calls`, { counter_id: counter });
  expect((await apiOf(here.url, { slug: clinic.slug }).get('/users')).status).toBe(401);
  await eventually(async () => {
    const { sum } = await scrape(metricsOf(here));
    const route = { route: 'POST /queues/:id/calls' };
    expect(sum('waitlessq_http_request_seconds_count', { ...route, status: '2xx' })).toBe(1);
    expect(sum('waitlessq_http_request_seconds_count', { ...route, status: '4xx' })).toBe(1);
    const command = { command: 'POST /queues/:id/calls' };
    expect(sum('waitlessq_commands_total', { ...command, outcome: 'done' })).toBe(1);
    expect(sum('waitlessq_commands_total', { ...command, outcome: 'counter_busy' })).toBe(1);
    expect(sum('waitlessq_http_refusals_total', { code: 'counter_busy' })).toBe(1);
    expect(sum('waitlessq_http_refusals_total', { code: 'unauthenticated' })).toBeGreaterThan(0);
    expect(sum('waitlessq_passwords_wait_seconds_count')).toBeGreaterThan(0);
    expect(sum('waitlessq_database_wait_seconds_count', { outcome: 'let_in' })).toBeGreaterThan(0);
    expect(sum('waitlessq_database_connect_seconds_count')).toBeGreaterThan(0);
    expect(sum('waitlessq_database_hold_seconds_count')).toBeGreaterThan(0);
    expect(sum('waitlessq_organization_database_seconds_total')).toBeGreaterThan(0);
    expect(sum('waitlessq_organization_requests_total')).toBeGreaterThan(0);
  });
  const { sum } = await scrape(metricsOf(there));
  expect(sum('waitlessq_live_sockets', { kind: 'device' })).toBe(1);
  expect(sum('waitlessq_live_handshakes_total', { outcome: 'accepted' })).toBeGreaterThan(0);
  expect(sum('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

test('an operator sees that a stranger was refused at the door of the sockets', async () => {
  screens.push(openScreen(here.url, { slug: clinic.slug, queueId: 'none', token: 'made up', kind: 'staff' }));
  await eventually(async () =>
    expect(
      (await scrape(metricsOf(here))).sum('waitlessq_live_handshakes_total', { outcome: 'unauthenticated' }),
    ).toBeGreaterThan(0),
  );
});

test('an operator sees that work of the clock fails', async () => {
  const failures = async () => (await scrape(metricsOf(here))).sum('waitlessq_job_failures_total', { work: 'clock' });
  expect(await failures()).toBe(0);
  const admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
  const rename = (from: string, to: string) => admin.query(`ALTER FUNCTION app.${from} RENAME TO ${to}`);
  try {
    await rename('due_timers', 'lost_timers');
    await eventually(async () => expect(await failures()).toBeGreaterThan(0));
  } finally {
    await rename('lost_timers', 'due_timers');
    await admin.end();
  }
});

test('no name, phone, token, path or slug of anybody stands in the metrics', async () => {
  const { queue, staff, display } = await openRoom('C');
  const phone = '+49 30 901820';
  const { entry, tracking_token: tracking } = await join(staff, queue.id, { patient_name: CANARY, phone });
  await apiOf(here.url).get(`/track/${tracking}`);
  await apiOf(here.url, { slug: clinic.slug }).get(`/somewhere/${CANARY.replace(' ', '-')}?tenant_id=${clinic.slug}`);
  await fetch(`${here.url}/o/${clinic.slug}/`);
  const known = [
    ...[CANARY, 'Canary', 'Olivia', 'Sam Staff', 'City Clinic', '901820', clinic.slug, clinic.email, 'somewhere'],
    ...[staff.token, display.token, tracking, clinic.ownerToken, queue.id, entry.id, staff.id, clinic.password],
  ];
  for (const node of [here, there]) {
    const { text } = await scrape(metricsOf(node));
    expect(text).toContain('waitlessq_http_request_seconds');
    for (const word of known) expect(text).not.toContain(word);
    // Ids of organizations are the only ones that may ever stand here.
    const ids = text.match(/[\da-f]{8}-[\da-f-]{27}/g) ?? [];
    expect(ids.filter((id) => id !== clinic.organizationId)).toEqual([]);
  }
});

test('whoever reaches the service finds no metrics there, whoever they are', async () => {
  for (const token of [undefined, clinic.ownerToken]) {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), 'x-tenant-id': clinic.slug };
    const [metrics, nothing] = await Promise.all(
      ['metrics', 'nothing'].map((path) => fetch(`${here.url}/${path}`, { headers })),
    );
    expect(metrics?.status).toBe(404);
    expect(nothing?.status).toBe(404);
  }
  const url = metricsOf(here);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  expect((await fetch(new URL('/healthz', url))).status).toBe(404);
});

test('a port that somebody else has is named by its own setting', async () => {
  const { port } = new URL(metricsOf(here));
  const second = startNode({ databaseUrl: service.database.appUrl, env: { METRICS_PORT: port } });
  await expect(second).rejects.toThrow(`METRICS_PORT ${port} is in use on 127.0.0.1`);
});
