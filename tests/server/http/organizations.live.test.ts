import { request } from 'node:http';
import pg from 'pg';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization, PASSWORD } from './organization.ts';

let service: Service;
let clinic: Organization;
let other: Organization;

beforeAll(async () => {
  service = await openService({ baseDomain: 'queues.example' });
  clinic = await openOrganization(service);
  other = await openOrganization(service);
});
afterAll(async () => {
  await service?.close();
});

const branding = (headers: Record<string, string>, prefix = '', query = '') =>
  send(service.url, 'GET', `${prefix}/api/v1/organization/branding${query}`, { headers });

/** fetch does not let a test choose its Host. */
function atHost(host: string, path: string): Promise<{ status: number; body: Json; text: string }> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { Host: host, Accept: 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, text, body: text.startsWith('{') ? JSON.parse(text) : null });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('path, header, query, host and credential each say which organization', async () => {
  for (const answer of [
    await branding({}, `/o/${clinic.slug}`),
    await branding({ 'X-Tenant-ID': clinic.slug }),
    await branding({ 'X-Tenant-ID': clinic.id }),
    await branding({}, '', `?tenant_id=${clinic.slug}`),
    await branding({ Authorization: `Bearer ${clinic.staff}` }),
    await branding({ Authorization: `Bearer ${clinic.deviceToken}` }),
    await branding({ Authorization: `Bearer ${clinic.trackingToken}` }),
    await branding({ 'X-Tenant-ID': clinic.id }, `/o/${clinic.slug}/`.slice(0, -1), `?tenant_id=${clinic.id}`),
    await atHost(`${clinic.slug}.queues.example`, '/api/v1/organization/branding'),
  ]) {
    expect(answer.body.slug).toBe(clinic.slug);
  }
});

test('a slash at the end changes nothing', async () => {
  expect((await send(service.url, 'GET', `/o/${clinic.slug}/api/v1/organization/branding/`)).status).toBe(200);
  expect((await clinic.ask('GET', '/offices/')).status).toBe(200);
});

test('where nothing says which, it is asked for', async () => {
  const answer = await branding({});
  expect([answer.status, answer.body.code]).toEqual([404, 'unknown_organization']);
  const guarded = await send(service.url, 'GET', '/api/v1/offices');
  expect([guarded.status, guarded.body.code]).toEqual([401, 'unauthenticated']);
});

test('what says two things is refused', async () => {
  for (const answer of [
    await branding({ 'X-Tenant-ID': other.slug }, `/o/${clinic.slug}`),
    await branding({ 'X-Tenant-ID': other.slug }, '', `?tenant_id=${clinic.slug}`),
    await branding({}, '', `?tenant_id=${clinic.slug}&tenant_id=${clinic.slug}`),
    await atHost(`${clinic.slug}.queues.example`, `/api/v1/organization/branding?tenant_id=${other.slug}`),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([400, 'ambiguous_organization']);
  }
});

test("another organization's credential is refused everywhere and noted", async () => {
  const answer = await branding({ 'X-Tenant-ID': clinic.slug, Authorization: `Bearer ${other.owner}` });
  expect([answer.status, answer.body.code]).toEqual([403, 'wrong_organization']);
  expect(service.logged.join('')).toContain('a credential of another organization');
  const device = await branding({ 'X-Tenant-ID': clinic.slug, Authorization: `Bearer ${other.deviceToken}` });
  expect(device.body.code).toBe('wrong_organization');
});

test('an organization that is suspended or closed says so to everybody, soon', async () => {
  const doomed = await openOrganization(service);
  const set = async (status: string, reason: string | null) => {
    const client = new pg.Client(service.adminUrl);
    await client.connect();
    await client.query('UPDATE control.organizations SET status = $2, status_reason = $3 WHERE id = $1', [
      doomed.id,
      status,
      reason,
    ]);
    await client.end();
    service.access.organizations.forget();
  };
  await set('suspended', 'The invoice of October is open.');
  const suspended = await doomed.ask('GET', '/offices');
  expect([suspended.status, suspended.body.code, suspended.body.detail]).toEqual([
    423,
    'organization_suspended',
    'The invoice of October is open.',
  ]);
  await set('closed', null);
  // Closed comes before who is asking.
  const closed = await doomed.ask('GET', '/offices', { as: 'nonsense' });
  expect([closed.status, closed.body.code]).toEqual([410, 'organization_closed']);
});

test('a slug or a subdomain is given once, and some never', async () => {
  const signUp = async (slug: string, more = {}) =>
    send(service.url, 'POST', '/api/v1/organizations', {
      body: {
        name: 'X',
        slug,
        time_zone: 'UTC',
        owner: { name: 'O', email: 'o@example.com', password: PASSWORD },
        ...more,
      },
    });
  expect((await signUp(clinic.slug)).body.code).toBe('already_taken');
  expect((await signUp('fresh-one', { subdomain: clinic.slug })).body.code).toBe('already_taken');
  expect((await signUp('www')).body.code).toBe('already_taken');
  expect((await signUp('fresh-one')).status).toBe(201);
  expect((await signUp('fresh-two', { time_zone: 'Mars/Olympus' })).body.errors[0].path).toBe('body.time_zone');
});

test('a name is one line, so that nobody writes a letter of their own inside the service’s', async () => {
  for (const name of [
    'Clinic\r\nBcc: all@x.example',
    'Clinic\n\nYour account is locked: http://x.example',
    'Tab\tClinic',
    'Clinic\u2028Your account is locked',
    'Clinic \u202Eexample.x//:ptth',
    'Clinic \u2067elpmaxe',
  ]) {
    const { status, body } = await clinic.ask('PATCH', '/organization', { body: { name } });
    expect([name, status, body.errors?.[0]?.path]).toEqual([name, 400, 'body.name']);
  }
  expect((await clinic.ask('PATCH', '/organization', { body: { name: ' Clínica “Süd” 東 ' } })).body.name).toBe(
    'Clínica “Süd” 東',
  );
});

test('an installation for one organization needs no naming', async () => {
  const single = await openService({ multiTenant: false });
  try {
    expect((await send(single.url, 'GET', '/api/v1/organization/branding')).body.code).toBe('unknown_organization');
    const own = await openOrganization(single);
    expect((await send(single.url, 'GET', '/api/v1/organization/branding')).body.slug).toBe(own.slug);
    const joined = await own.make(`/queues/${own.queue.id}/entries`, {});
    expect(joined.tracking_url).toBe(`${single.url}/t/${joined.tracking_token}`);
    const second = await send(single.url, 'POST', '/api/v1/organizations', {
      body: {
        name: 'X',
        slug: 'second',
        time_zone: 'UTC',
        owner: { name: 'O', email: 'o@example.com', password: PASSWORD },
      },
    });
    expect(second.body.code).toBe('not_permitted');
  } finally {
    await single.close();
  }
});
