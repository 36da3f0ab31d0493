import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import pg from 'pg';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** Which pages of other hosts may read, and which may do something with a browser's cookie. */

const BASE = 'queues.example';
let service: Service;
let clinic: Organization;
let other: Organization;

beforeAll(async () => {
  service = await openService({ baseDomain: BASE, publicUrl: 'https://start.example', trustedProxies: ['loopback'] });
  clinic = await openOrganization(service);
  other = await openOrganization(service);
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  for (const [id, host] of [
    [clinic.id, 'queue.clinic.example'],
    [other.id, 'queue.other.example'],
  ])
    await client.query(
      `INSERT INTO control.domains (organization_id, id, host, challenge, verified_at, checked_at, created_at) VALUES ($1, $2, $3, 'x', now(), now(), now())`,
      [id, randomUUID(), host],
    );
  await client.end();
  service.access.organizations.forget();
});
afterAll(async () => {
  await service?.close();
});

type Told = {
  status: number;
  allowed: string | undefined;
  credentials: string | undefined;
  code: string | undefined;
  policy: string;
};

/** As a browser would: fetch lets nobody choose Host, Origin and Cookie. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<Told> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers: { 'X-Forwarded-Proto': 'https', ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          allowed: response.headers['access-control-allow-origin'],
          credentials: response.headers['access-control-allow-credentials'],
          code: text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined,
          policy: String(response.headers['content-security-policy']),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const own = () => `${clinic.slug}.${BASE}`;
const BRANDING = '/api/v1/organization/branding';
/** Words in origins that only the test knows. */
const filled = (origin: string) => origin.replace('CLINIC', clinic.slug).replace('OTHER', other.slug);

describe.each<[string, () => { Host: string; path: string }]>([
  ['its subdomain', () => ({ Host: own(), path: BRANDING })],
  ['its own host', () => ({ Host: 'queue.clinic.example', path: BRANDING })],
  ['the public address', () => ({ Host: 'start.example', path: `/o/${clinic.slug}${BRANDING}` })],
])('asked at %s', (_where, where) => {
  test.each([
    `https://CLINIC.${BASE}`,
    'https://queue.clinic.example',
    'https://QUEUE.clinic.example:443',
    'https://start.example',
  ])('a page at %s may read', async (origin) => {
    const { Host, path } = where();
    const answer = await ask('GET', path, { Host, Origin: filled(origin) });
    expect(answer).toMatchObject({ status: 200, allowed: filled(origin), credentials: undefined });
    const before = await ask('OPTIONS', path, {
      Host,
      Origin: filled(origin),
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    });
    expect(before).toMatchObject({ status: 204, allowed: filled(origin), credentials: undefined });
  });

  test.each([
    `https://OTHER.${BASE}`,
    'https://queue.other.example',
    'https://evil.example',
    'https://clinic.example',
    'https://queue.clinic.example.evil.example',
    'https://evilqueue.clinic.example',
    `https://evil-${BASE}`,
    `https://${BASE}`,
    'https://queue.clinic.example:8443',
    'http://queue.clinic.example',
    `http://CLINIC.${BASE}`,
    'https://user@queue.clinic.example',
    'https://queue.clinic.example/',
    'https://queue.clinic.example, https://evil.example',
    'wss://queue.clinic.example',
    'null',
    'https://127.0.0.1',
    'file://',
  ])('a page at %s may not', async (origin) => {
    const { Host, path } = where();
    const answer = await ask('GET', path, { Host, Origin: filled(origin) });
    expect(answer).toMatchObject({ status: 200, allowed: undefined, credentials: undefined });
    const before = await ask('OPTIONS', path, { Host, Origin: filled(origin), 'Access-Control-Request-Method': 'GET' });
    expect(before.allowed).toBeUndefined();
  });
});

test('the question beforehand, which names no organization yet, is answered for pages of any', async () => {
  const before = (origin: string) =>
    ask('OPTIONS', BRANDING, { Host: 'start.example', Origin: origin, 'Access-Control-Request-Method': 'GET' });
  expect((await before('https://queue.other.example')).allowed).toBe('https://queue.other.example');
  expect((await before('https://evil.example')).allowed).toBeUndefined();
  // What follows it is held against the organization that it names.
  const after = await ask('GET', BRANDING, {
    Host: 'start.example',
    Origin: 'https://queue.other.example',
    'X-Tenant-ID': clinic.slug,
  });
  expect(after.allowed).toBeUndefined();
});

test('a refusal can be read by the pages that may read', async () => {
  const answer = await ask('GET', '/api/v1/offices', { Host: own(), Origin: 'https://queue.clinic.example' });
  expect(answer).toMatchObject({ status: 401, allowed: 'https://queue.clinic.example' });
});

describe("a browser's cookie", () => {
  async function cookieOf(host: string): Promise<string> {
    const response = await expectStatus(
      200,
      clinic.ask('POST', '/auth/login', {
        as: null,
        body: { email: clinic.email, password: PASSWORD },
        headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': host },
      }),
    );
    return (response.headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? '';
  }

  test('is taken from its own page, and from nobody that lives elsewhere', async () => {
    const Cookie = await cookieOf(own());
    expect(Cookie).toContain('__Host-refresh-');
    const refresh = (headers: Record<string, string>, path = '/api/v1/auth/refresh') =>
      ask('POST', path, { Host: own(), Cookie, ...headers });
    for (const origin of [
      'https://evil.example',
      // Same site, as browsers reckon, and yet another organization's page.
      `https://${other.slug}.${BASE}`,
      'https://queue.clinic.example',
      `http://${own()}`,
      'null',
      '',
    ]) {
      const answer = await refresh({ Origin: origin });
      expect([origin, answer.status, answer.code]).toEqual([origin, 403, 'not_permitted']);
      expect((await refresh({ Origin: origin }, '/api/v1/auth/logout')).status).toBe(403);
    }
    expect((await refresh({ Origin: `https://${own()}` })).status).toBe(200);
  });

  test('of another organization on the same host counts, too', async () => {
    const answer = await ask('POST', '/api/v1/auth/logout', {
      Host: own(),
      Cookie: 'a=1; __Host-refresh-whoever=x',
      Origin: 'https://evil.example',
    });
    expect(answer.status).toBe(403);
    const without = await ask('POST', '/api/v1/auth/logout', { Host: own(), Origin: 'https://evil.example' });
    expect(without).toMatchObject({ status: 204, allowed: undefined });
  });
});

test('screens may be framed by the hosts of their organization, and by no others', async () => {
  const ancestors = async (Host: string, path: string) =>
    /frame-ancestors ([^;]*)/.exec((await ask('GET', path, { Host })).policy)?.[1]?.split(' ');
  expect(await ancestors(own(), '/')).toEqual(["'self'", 'https://queue.clinic.example']);
  expect(await ancestors('queue.clinic.example', '/')).toEqual(["'self'", `https://${own()}`]);
  expect(await ancestors('start.example', `/o/${clinic.slug}/`)).toEqual([
    "'self'",
    'https://queue.clinic.example',
    `https://${own()}`,
  ]);
  expect(await ancestors('start.example', '/')).toEqual(["'self'"]);
});
