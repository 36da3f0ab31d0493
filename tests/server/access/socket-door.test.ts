import type { IncomingMessage } from 'node:http';
import { createLimits, LIMITS } from '../../../server/access/limits.ts';
import { createLocateByHost } from '../../../server/access/locate-organization.ts';
import type { DirectoryRow, Organizations } from '../../../server/access/organizations.ts';
import { createProxies } from '../../../server/access/proxies.ts';
import type { Site } from '../../../server/access/site.ts';
import { createSocketDoor } from '../../../server/access/socket-door.ts';

const clinic = {
  slug: 'clinic',
  subdomain: 'clinic',
  hosts: ['queue.clinic.example'],
} as Partial<DirectoryRow> as DirectoryRow; // all that is looked at
const lab = { slug: 'lab', subdomain: 'lab', hosts: ['queue.lab.example'] } as Partial<DirectoryRow> as DirectoryRow; // as above
const rows = [clinic, lab];
const nobody = async () => null;
const organizations: Organizations = {
  byId: nobody,
  bySlug: nobody,
  bySubdomain: async (subdomain) => rows.find((row) => row.subdomain === subdomain) ?? null,
  byHost: async (host) => rows.find(({ hosts }) => hosts.includes(host)) ?? null,
  only: nobody,
  forget: () => undefined,
};
const site: Site = {
  baseDomain: 'queues.example',
  publicUrl: 'https://start.example',
  multiTenant: true,
  production: true,
};

function doorAt(where: Partial<Site> = {}, handshakes = 1_000) {
  const at = { ...site, ...where };
  return createSocketDoor({
    proxies: createProxies(['loopback']),
    byHost: createLocateByHost(organizations, at),
    limits: createLimits({ settings: { handshake: { points: handshakes, seconds: 60 } } }),
    site: at,
  });
}

function line(headers: Record<string, string>, remoteAddress = '127.0.0.1'): IncomingMessage {
  const rawHeaders = Object.entries(headers).flat();
  return { headers, rawHeaders, socket: { remoteAddress } } as Partial<IncomingMessage> as IncomingMessage; // what the door looks at
}

const door = doorAt();

/** Opens a line and goes on to an organization over it. */
async function enter(slug: string, request: IncomingMessage, at = door): Promise<void> {
  expect(await at.mayConnect(request)).toBe(true);
  await at.mayEnter(slug, request.socket);
}

test.each<[string, Record<string, string>]>([
  ['no browser', { host: 'start.example' }],
  ['no browser, at an address', { host: '127.0.0.1:3000' }],
  ['the page of the same host', { host: 'clinic.queues.example', origin: 'https://clinic.queues.example' }],
  ['the page of the same host without TLS', { host: '10.0.0.5:3000', origin: 'http://10.0.0.5:3000' }],
  ['the page of the public address', { host: 'clinic.queues.example', origin: 'https://start.example' }],
  ["an organization's own page", { host: 'start.example', origin: 'https://queue.clinic.example' }],
])('%s may open a line', async (_who, headers) => {
  expect(await door.mayConnect(line(headers))).toBe(true);
});

test.each<[string, Record<string, string>]>([
  ['a strange page', { host: 'clinic.queues.example', origin: 'https://evil.example' }],
  ['a page that is nearly ours', { host: 'clinic.queues.example', origin: 'https://evil-queues.example' }],
  ['a page of a name that nobody has', { host: 'start.example', origin: 'https://nobody.queues.example' }],
  ['a page without an origin', { host: 'clinic.queues.example', origin: 'null' }],
  ['another port of the same machine', { host: 'queue.clinic.example', origin: 'https://queue.clinic.example:8080' }],
  [
    'a page that came without TLS to a host that has it',
    { host: 'queue.clinic.example', origin: 'http://queue.clinic.example', 'x-forwarded-proto': 'https' },
  ],
  ['a host that is none', { host: 'user@clinic.queues.example' }],
])('%s may not', async (_who, headers) => {
  expect(await door.mayConnect(line(headers))).toBe(false);
});

test('a forwarded host is the one that counts, from a trusted proxy', async () => {
  const headers = {
    host: '10.0.0.7:3000',
    'x-forwarded-host': 'queue.lab.example',
    'x-forwarded-proto': 'https',
    origin: 'https://queue.lab.example',
  };
  await expect(enter('lab', line(headers))).resolves.toBeUndefined();
  await expect(enter('clinic', line(headers))).rejects.toMatchObject({ code: 'ambiguous_organization' });
  const stranger = { ...headers, host: 'start.example', origin: 'https://start.example' };
  await expect(enter('clinic', line(stranger, '203.0.113.9'))).resolves.toBeUndefined();
});

describe.each(['start.example', 'clinic.queues.example', 'queue.clinic.example', '127.0.0.1:3000'])('at %s', (host) => {
  test.each([
    undefined,
    'https://start.example',
    `https://${host}`,
    'https://queue.clinic.example',
    'https://clinic.queues.example',
  ])('from %s one enters the clinic', async (origin) => {
    await expect(enter('clinic', line({ host, ...(origin && { origin }) }))).resolves.toBeUndefined();
  });

  test.each(['https://queue.lab.example', 'https://lab.queues.example'])('from %s one does not', async (origin) => {
    await expect(enter('clinic', line({ host, origin }))).rejects.toMatchObject({ code: 'wrong_organization' });
  });
});

test("one organization's host does not lead to another, browser or not", async () => {
  for (const host of ['queue.clinic.example', 'clinic.queues.example'])
    await expect(enter('lab', line({ host }))).rejects.toMatchObject({ code: 'ambiguous_organization' });
  await expect(enter('lab', line({ host: 'nobody.queues.example' }))).rejects.toMatchObject({
    code: 'unknown_organization',
  });
});

test('where one organization serves every host, only foreign pages stay outside', async () => {
  const single = doorAt({ multiTenant: false, baseDomain: null, publicUrl: null });
  const own = line({ host: 'anything.example', origin: 'http://anything.example' });
  expect(await single.mayConnect(own)).toBe(true);
  await expect(enter('clinic', own, single)).resolves.toBeUndefined();
  expect(await single.mayConnect(line({ host: 'anything.example', origin: 'https://evil.example' }))).toBe(false);
});

test('one address opens many lines and not without end, behind a proxy each by itself', async () => {
  const narrow = doorAt({}, 2);
  const from = (address: string) => narrow.mayConnect(line({ host: 'start.example', 'x-forwarded-for': address }));
  expect([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.1')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(await from('203.0.113.2')).toBe(true);
  // Whoever has one address of IPv6 has its whole network.
  expect([await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8::3')]).toEqual([
    true,
    true,
    false,
  ]);
  // A waiting hall that loses its network comes back within a minute.
  expect(LIMITS.handshake.points).toBeGreaterThan(1_000);
});
