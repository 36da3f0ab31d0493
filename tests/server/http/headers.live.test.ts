import { rawRequest } from '../../support/raw-request.ts';
import { send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization } from './organization.ts';

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

/** One of every kind: a page, a file, an answer, a no of each layer. */
const PATHS = [
  '/',
  '/healthz',
  '/page.css',
  '/docs',
  '/tls/ask?domain=nobody.example',
  '/nowhere',
  '/o/nobody/display',
  '/api/v1/openapi.json',
  '/api/v1/nowhere',
  '/api/v1/users',
  '/api/v1/track/trk_nobody',
];

test.each(PATHS)('%s tells browsers to trust nothing but us', async (path) => {
  const { headers } = await send(service.url, 'GET', path);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'self'"),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  });
  expect(headers.get('X-Powered-By')).toBeNull();
  expect(headers.get('Server')).toBeNull();
});

test('whatever has words says in which alphabet', async () => {
  const answers = [
    ...PATHS.map((path) => send(service.url, 'GET', path)),
    clinic.ask('GET', '/users'),
    clinic.ask('POST', '/offices', { body: { name: 'Side Street' } }),
  ];
  const spoken = (await Promise.all(answers)).filter(({ text }) => text !== '');
  expect(spoken.length).toBeGreaterThan(10);
  for (const { headers } of spoken)
    expect(headers.get('Content-Type')).toMatch(/^(text|application)\/[\w+.-]+; charset=utf-8$/);
});

test('what a no says is kept nowhere', async () => {
  const asked = [
    send(service.url, 'GET', '/api/v1/nowhere'),
    send(service.url, 'GET', '/o/nobody/display'),
    clinic.ask('GET', '/users', { as: null }),
    clinic.ask('GET', '/users/not-an-id'),
    clinic.ask('DELETE', '/queues'),
    clinic.ask('POST', '/queues', { body: '{' }),
  ];
  for (const answer of await Promise.all(asked)) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([answer.status, 'no-store']);
  }
});

test('what somebody reads with a credential does not stay in the browser; what everybody may read does', async () => {
  for (const path of ['/auth/me', '/users', `/queues/${clinic.queue.id}/board`, '/audit-log']) {
    const answer = await clinic.ask('GET', path);
    expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([path, 200, 'no-store']);
  }
  const branding = await clinic.ask('GET', '/organization/branding', { as: null });
  expect(branding.headers.get('Cache-Control')).toBe('private, no-cache');
});

test('nobody is told what they sent', async () => {
  for (const path of ['/', '/healthz', '/api/v1/organization', `/o/${clinic.slug}/staff`]) {
    const answer = await rawRequest(service.url, [
      `TRACE ${path} HTTP/1.1`,
      `Host: ${new URL(service.url).host}`,
      `X-Tenant-ID: ${clinic.slug}`,
      'Cookie: refresh-x=a-secret',
    ]);
    expect([path, [404, 405].includes(answer.status)]).toEqual([path, true]);
    expect(JSON.stringify(answer)).not.toContain('a-secret');
  }
});
