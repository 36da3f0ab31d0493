import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { eventually } from '../../support/eventually.ts';
import { rawRequest, type RawAnswer } from '../../support/raw-request.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization } from './organization.ts';

/** Every way to write a host that somebody has tried elsewhere, byte for byte. */

const BASE = 'queues.example';
const PATH = '/api/v1/organization/branding';
let service: Service;
let behindProxy: Service;
let clinic: Organization;
let other: Organization;

beforeAll(async () => {
  service = await openService({ baseDomain: BASE, publicUrl: 'https://start.example' });
  behindProxy = await openService({ baseDomain: BASE, trustedProxies: ['loopback'], production: true });
  clinic = await openOrganization(service);
  other = await openOrganization(service);
  await verified(service, clinic.id, 'queue.clinic.example');
  await verified(service, other.id, 'xn--bcker-gra.example');
});
afterAll(async () => {
  await service?.close();
  await behindProxy?.close();
});

async function verified(at: Service, organizationId: string, host: string): Promise<void> {
  const client = new pg.Client(at.adminUrl);
  await client.connect();
  await client.query(
    `INSERT INTO control.domains (organization_id, id, host, challenge, verified_at, checked_at, created_at) VALUES ($1, $2, $3, 'x', now(), now(), now())`,
    [organizationId, randomUUID(), host],
  );
  await client.end();
  at.access.organizations.forget();
}

/** Which organization answered, or the refusal. */
function outcome({ status, text }: RawAnswer): string {
  const body = text.startsWith('{') ? (JSON.parse(text) as { slug?: string; code?: string }) : {};
  if (body.slug === clinic.slug) return 'clinic';
  if (body.slug === other.slug) return 'other';
  return body.code ?? String(status);
}

const at = async (host: string, target = PATH) =>
  outcome(await rawRequest(service.url, [`GET ${target} HTTP/1.1`, `Host: ${host.replace('CLINIC', clinic.slug)}`]));

/** Nothing said by the host: a shared one, where somebody has to say which organization. */
const SHARED = 'unknown_organization';

test.each<[string, string]>([
  [`CLINIC.${BASE}`, 'clinic'],
  [`CLINIC.${BASE}:80`, 'clinic'],
  [`CLINIC.${BASE}:`, 'clinic'],
  [`CLINIC.${BASE}.`, 'clinic'],
  [`CLINIC.${BASE.toUpperCase()}.:8443`, 'clinic'],
  ['queue.clinic.example', 'clinic'],
  ['QUEUE.Clinic.Example.:3000', 'clinic'],
  ['xn--bcker-gra.example', 'other'],
  ['XN--BCKER-GRA.example', 'other'],
  // Somebody else's, or nobody's.
  ['', SHARED],
  [BASE, SHARED],
  [`www.${BASE}`, SHARED],
  ['start.example', SHARED],
  ['localhost', SHARED],
  ['127.0.0.1:3000', SHARED],
  ['[::1]', SHARED],
  ['[::ffff:127.0.0.1]:3000', SHARED],
  ['service_1', SHARED],
  ['clinic.example', SHARED],
  ['a.queue.clinic.example', SHARED],
  [`CLINIC.${BASE}.evil.example`, SHARED],
  [`evil-${BASE}`, SHARED],
  [`CLINIC-${BASE}`, SHARED],
  [`${BASE}.evil.example`, SHARED],
  ['queue.clinic.example.evil.example', SHARED],
  ['evilqueue.clinic.example', SHARED],
  ['queue.clinic.examplee', SHARED],
  // Cyrillic letters that look the same, in punycode.
  ['xn--queue-cinic-1of.example', SHARED],
  [`nobody.${BASE}`, 'unknown_organization'],
  [`a.CLINIC.${BASE}`, 'unknown_organization'],
  [`CLINIC.a.${BASE}`, 'unknown_organization'],
  [`CLINIC_.${BASE}`, 'unknown_organization'],
  [`_waitlessq.CLINIC.${BASE}`, 'unknown_organization'],
  // Not hosts at all.
  [`CLINIC.${BASE}..`, 'invalid_input'],
  [`.CLINIC.${BASE}`, 'invalid_input'],
  [`CLINIC..${BASE}`, 'invalid_input'],
  [`CLINIC.${BASE}:80:80`, 'invalid_input'],
  [`CLINIC.${BASE}:http`, 'invalid_input'],
  [`CLINIC.${BASE}:123456`, 'invalid_input'],
  [`CLINIC.${BASE}/`, 'invalid_input'],
  [`CLINIC.${BASE}/x`, 'invalid_input'],
  [`CLINIC.${BASE}#`, 'invalid_input'],
  [`CLINIC.${BASE}?x`, 'invalid_input'],
  [`CLINIC.${BASE}@evil.example`, 'invalid_input'],
  [`evil.example@CLINIC.${BASE}`, 'invalid_input'],
  [`user:secret@CLINIC.${BASE}`, 'invalid_input'],
  [`https://CLINIC.${BASE}`, 'invalid_input'],
  [`CLINIC.${BASE} evil.example`, 'invalid_input'],
  [`CLINIC.${BASE}, evil.example`, 'invalid_input'],
  [`CLINIC.${BASE};evil.example`, 'invalid_input'],
  [`CLINIC.${BASE}\tx`, 'invalid_input'],
  [`CLINIC%2e${BASE}`, 'invalid_input'],
  [`%43LINIC.${BASE}`, 'invalid_input'],
  [`*.${BASE}`, 'invalid_input'],
  ['queue.clinic.example\\.evil.example', 'invalid_input'],
  ['bäcker.example', 'invalid_input'],
  ['queue。clinic。example', 'invalid_input'],
  ['ｑueue.clinic.example', 'invalid_input'],
  ['\u212Aueue.clinic.example', 'invalid_input'],
  ['queue.сlinic.example', 'invalid_input'],
  ['queue.clinic\u200B.example', 'invalid_input'],
  ['xn--.example', 'invalid_input'],
  ['0x7f.1', 'invalid_input'],
  ['2130706433', 'invalid_input'],
  ['[::1', 'invalid_input'],
  ['[::1%25eth0]', 'invalid_input'],
  [`${'a'.repeat(64)}.${BASE}`, 'invalid_input'],
  [`${'a.'.repeat(130)}${BASE}`, 'invalid_input'],
  ['a'.repeat(300), 'invalid_input'],
  [`CLINIC.${BASE}\0`, '400'],
])('the host %j leads to %s', async (host, expected) => {
  expect(await at(host)).toBe(expected);
});

test('a request without a host belongs nowhere', async () => {
  expect((await rawRequest(service.url, [`GET ${PATH} HTTP/1.1`])).status).toBe(400);
  expect(outcome(await rawRequest(service.url, [`GET ${PATH} HTTP/1.0`]))).toBe(SHARED);
});

test('an address that is written out in full is refused, whichever host it names', async () => {
  const own = `${clinic.slug}.${BASE}`;
  for (const named of [own, own.toUpperCase(), 'xn--bcker-gra.example', `user:hunter2@${own}`, ''])
    expect([named, await at(own, `http://${named}${PATH}`)]).toEqual([named, 'invalid_input']);
  expect(service.logged.join('')).not.toContain('hunter2');
  // Two slashes begin no host here.
  expect(await at(own, `//xn--bcker-gra.example${PATH}`)).toBe('not_found');
});

test('what is said twice is refused, also when it says the same', async () => {
  const own = `${clinic.slug}.${BASE}`;
  for (const twice of [
    [`Host: ${own}`, `Host: ${own}`],
    [`Host: ${own}`, 'host: xn--bcker-gra.example'],
    [`Host: ${BASE}`, `X-Tenant-ID: ${clinic.slug}`, `X-Tenant-ID: ${other.slug}`],
    [`Host: ${BASE}`, `X-Tenant-ID: ${clinic.slug}`, `x-tenant-id: ${clinic.slug}`],
    [`Host: ${own}`, 'X-Forwarded-Host: a.example', 'X-Forwarded-Host: b.example'],
  ]) {
    const answer = await rawRequest(service.url, [`GET ${PATH} HTTP/1.1`, ...twice]);
    expect([twice, outcome(answer)]).toEqual([twice, 'ambiguous_organization']);
  }
});

test('a forwarded host counts from a trusted proxy, and from nobody else', async () => {
  const ask = async (to: Service, ...headers: string[]) =>
    outcome(await rawRequest(to.url, [`GET ${PATH} HTTP/1.1`, ...headers]));
  const own = `${clinic.slug}.${BASE}`;
  expect(await ask(service, `Host: ${own}`, 'X-Forwarded-Host: xn--bcker-gra.example')).toBe('clinic');
  expect(await ask(service, 'Host: start.example', `X-Forwarded-Host: ${own}`)).toBe(SHARED);
  expect(await ask(service, `Host: ${own}`, 'X-Forwarded-Host: a, b@c')).toBe('clinic');

  const there = await openOrganization(behindProxy);
  const slugAt = async (...headers: string[]) => {
    const { text } = await rawRequest(behindProxy.url, [`GET ${PATH} HTTP/1.1`, ...headers]);
    return (JSON.parse(text) as { slug?: string; code?: string }).slug ?? (JSON.parse(text) as { code: string }).code;
  };
  expect(await slugAt('Host: 10.0.0.7:3000', `X-Forwarded-Host: ${there.slug}.${BASE}`)).toBe(there.slug);
  // A list: what a client wrote, and what a proxy put behind it.
  expect(await slugAt('Host: 10.0.0.7', `X-Forwarded-Host: ${there.slug}.${BASE}, ${BASE}`)).toBe('invalid_input');
  expect(await slugAt('Host: 10.0.0.7', 'X-Forwarded-Host: nobody@evil')).toBe('invalid_input');
});

test('outside production the answer says which organization it is of, also a refusal', async () => {
  const get = (to: Service, ...headers: string[]) => rawRequest(to.url, [`GET ${PATH} HTTP/1.1`, ...headers]);
  const answer = await get(service, `Host: ${clinic.slug}.${BASE}`);
  expect(answer.headers['x-organization']).toBe(clinic.slug);
  for (const name of ['Host', 'X-Forwarded-Host', 'X-Tenant-ID', 'Authorization'])
    expect(answer.headers['vary']?.split(', ')).toContain(name);

  const refused = await get(
    service,
    `Host: ${clinic.slug}.${BASE}`,
    'Authorization: Bearer nonsense',
    'X-Request-Id: refused-1',
  );
  expect([refused.status, refused.headers['x-organization']]).toEqual([401, clinic.slug]);
  expect(service.logged.filter((line) => line.includes('refused-1'))).toEqual([expect.stringContaining(clinic.id)]);

  const there = await openOrganization(behindProxy);
  const silent = await get(behindProxy, `Host: ${there.slug}.${BASE}`);
  expect([silent.status, silent.headers['x-organization']]).toEqual([200, undefined]);
});

test('the reason of a suspension comes before who is asking, and its line in the log names the organization', async () => {
  const doomed = await openOrganization(service);
  const client = new pg.Client(service.adminUrl);
  await client.connect();
  await client.query(`UPDATE control.organizations SET status = 'closed' WHERE id = $1`, [doomed.id]);
  await client.end();
  service.access.organizations.forget();
  const answer = await rawRequest(service.url, [
    `GET ${PATH} HTTP/1.1`,
    `Host: ${doomed.slug}.${BASE}`,
    'X-Request-Id: closed-000001',
  ]);
  expect(outcome(answer)).toBe('organization_closed');
  expect(service.logged.filter((line) => line.includes('closed-000001'))).toEqual([expect.stringContaining(doomed.id)]);
});

describe('links', () => {
  const linkAt = async (organization: Organization, to: Service, ...headers: string[]): Promise<string> => {
    const { text } = await rawRequest(to.url, [
      `POST /api/v1/queues/${organization.queue.id}/entries HTTP/1.1`,
      ...headers,
      `Authorization: Bearer ${organization.owner}`,
      'Content-Length: 0',
    ]);
    return (JSON.parse(text) as { tracking_url: string }).tracking_url;
  };

  test.each(['evil.example', 'start.example', `www.${BASE}`, '127.0.0.1:9', 'queue.clinic.example'])(
    'begin with the verified host whatever %s was asked',
    async (host) => {
      expect(await linkAt(clinic, service, `Host: ${host}`)).toMatch(/^https:\/\/queue\.clinic\.example\/t\/trk_/);
    },
  );

  test('begin with the subdomain where there is no other host', async () => {
    const plain = await openOrganization(service);
    expect(await linkAt(plain, service, 'Host: evil.example', 'X-Forwarded-Host: evil.example')).toContain(
      `https://${plain.slug}.${BASE}/t/`,
    );
    const there = await openOrganization(behindProxy);
    const link = await linkAt(there, behindProxy, 'Host: evil.example:666', 'X-Forwarded-Proto: https');
    expect(link).toContain(`https://${there.slug}.${BASE}/t/`);
  });

  test('to a new password go to the stored host, whoever writes another one', async () => {
    const letters: string[] = [];
    const posting = await openService({
      baseDomain: BASE,
      publicUrl: 'https://start.example',
      sendMail: async ({ text }) => letters.push(text) > 0,
    });
    try {
      const victim = await openOrganization(posting);
      const body = JSON.stringify({ email: victim.email });
      for (const poison of [
        ['Host: evil.example'],
        ['Host: evil.example:666'],
        [`Host: ${victim.slug}.${BASE}:666`],
        [
          'Host: start.example',
          'X-Forwarded-Host: evil.example',
          'X-Forwarded-Proto: gopher',
          'Forwarded: host=evil.example',
        ],
      ]) {
        const answer = await rawRequest(
          posting.url,
          [
            'POST /api/v1/auth/password-reset HTTP/1.1',
            ...poison,
            `X-Tenant-ID: ${victim.slug}`,
            'Origin: https://evil.example',
            'Content-Type: application/json',
            `Content-Length: ${body.length}`,
          ],
          body,
        );
        expect([poison, answer.status]).toEqual([poison, 202]);
      }
      await eventually(async () => expect(letters).toHaveLength(4));
      for (const letter of letters) {
        expect(letter).toContain(`https://${victim.slug}.${BASE}/account#reset=`);
        expect(letter).not.toMatch(/evil|666|gopher/);
      }
    } finally {
      await posting.close();
    }
  });

  test('begin with the public address where there is no subdomain either', async () => {
    const shared = await openService({ publicUrl: 'https://start.example:8443' });
    const bare = await openService();
    try {
      const own = await openOrganization(shared);
      expect(await linkAt(own, shared, 'Host: evil.example')).toContain(`https://start.example:8443/o/${own.slug}/t/`);
      // Only an installation that knows no address of its own believes what it is told.
      const known = await openOrganization(bare);
      expect(await linkAt(known, bare, 'Host: Clinic.example:3000')).toContain(
        `http://clinic.example:3000/o/${known.slug}/t/`,
      );
    } finally {
      await shared.close();
      await bare.close();
    }
  });
});
