import pg from 'pg';
import { pictures } from '../../support/pictures.ts';
import { type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** How an organization looks: name, colour, how to reach it, and a picture that it brings. */

let service: Service;
let clinic: Organization;
let admin: pg.Client;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

type Upload = { as?: string | null; type?: string; headers?: Record<string, string>; of?: Organization };

async function upload(
  bytes: Buffer,
  { as, type = 'image/png', headers = {}, of = clinic }: Upload = {},
): Promise<{ status: number; body: Json }> {
  const token = as === undefined ? of.owner : as;
  const response = await fetch(`${service.url}/api/v1/organization/logo`, {
    method: 'PUT',
    headers: {
      'X-Tenant-ID': of.slug,
      'Content-Type': type,
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const picture = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });
const branding = async (of = clinic): Promise<Json> =>
  (await expectStatus(200, of.ask('GET', '/organization/branding', { as: null }))).body;
const plan = (of: Organization, columns: string) =>
  admin.query(`UPDATE control.organizations SET ${columns} WHERE id = $1`, [of.id]);

test('what is left out of the contact stays, and what is taken away goes', async () => {
  const change = async (contact: object) =>
    (await expectStatus(200, clinic.ask('PATCH', '/organization', { body: { branding: { contact } } }))).body.branding;
  expect((await change({ phone: '+49 30 123', email: 'desk@clinic.example' })).contact).toEqual({
    phone: '+49 30 123',
    email: 'desk@clinic.example',
    website: null,
  });
  await change({ website: 'https://clinic.example' });
  expect((await change({ phone: null })).contact).toEqual({
    phone: null,
    email: 'desk@clinic.example',
    website: 'https://clinic.example',
  });
  await expectStatus(200, clinic.ask('PATCH', '/organization', { body: { branding: { primary_colour: '#336699' } } }));
  expect(await branding()).toMatchObject({ primary_colour: '#336699', contact: { email: 'desk@clinic.example' } });
  const { rows } = await admin.query(
    `SELECT after FROM audit_log WHERE organization_id = $1 AND action = 'organization.changed'`,
    [clinic.id],
  );
  expect(rows).toHaveLength(4);

  const wrong = await clinic.ask('PATCH', '/organization', {
    body: { branding: { contact: { website: 'javascript:alert(1)' } } },
  });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'body.branding.contact.website']);
});

test('a picture becomes the logo, at an address that changes with it', async () => {
  expect((await branding()).logo_url).toBeNull();
  expect((await picture(`/o/${clinic.slug}/api/v1/organization/logo`)).status).toBe(404);
  const first = pictures.png(120, 40);
  expect((await upload(first)).status).toBe(200);
  const { logo_url: address } = await branding();
  expect(address).toMatch(new RegExp(`^/o/${clinic.slug}/api/v1/organization/logo\\?v=[\\w-]{22}$`));

  const shown = await picture(address);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(first);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  });
  const tag = shown.headers.get('ETag') ?? '';
  expect((await picture(address, { 'If-None-Match': tag })).status).toBe(304);
  // Whoever names no version, or an old one, asks again next time.
  const plain = await picture(address.split('?')[0]);
  expect([plain.status, plain.headers.get('Cache-Control')]).toEqual([200, 'no-cache']);

  // What it is called does not make it one.
  const second = pictures.jpeg(300, 300);
  expect((await upload(second, { type: 'image/webp' })).body.logo_url).not.toBe(address);
  const { logo_url: next } = await branding();
  expect((await picture(next)).headers.get('Content-Type')).toBe('image/jpeg');
  expect((await picture(address, { 'If-None-Match': tag })).status).toBe(200);
  const { rows } = await admin.query('SELECT count(*)::int AS kept FROM files WHERE organization_id = $1', [clinic.id]);
  expect(rows).toEqual([{ kept: 1 }]);

  // Other changes leave it alone, and it is in the page that a screen is made from.
  await expectStatus(
    200,
    clinic.ask('PATCH', '/organization', { body: { name: 'Clinic', branding: { primary_colour: null } } }),
  );
  expect((await branding()).logo_url).toBe(next);

  await expectStatus(204, clinic.ask('DELETE', '/organization/logo'));
  await expectStatus(204, clinic.ask('DELETE', '/organization/logo'));
  expect((await branding()).logo_url).toBeNull();
  expect((await picture(next)).status).toBe(404);
  const told = await admin.query<{ action: string }>(
    `SELECT action FROM audit_log WHERE organization_id = $1 AND action LIKE 'organization.logo%' ORDER BY at, id`,
    [clinic.id],
  );
  expect(told.rows.map(({ action }) => action)).toEqual([
    'organization.logo_changed',
    'organization.logo_changed',
    'organization.logo_removed',
  ]);
});

test('what is no picture, or too large a one, is refused', async () => {
  const outcome = async (asked: ReturnType<typeof upload>) => {
    const { status, body } = await asked;
    return [status, body.code];
  };
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  expect(await outcome(upload(svg, { type: 'image/svg+xml' }))).toEqual([415, 'unsupported_media_type']);
  expect(await outcome(upload(svg))).toEqual([400, 'invalid_input']);
  expect(await outcome(upload(Buffer.from('{}'), { type: 'application/json' }))).toEqual([
    415,
    'unsupported_media_type',
  ]);
  expect(await outcome(upload(Buffer.alloc(0)))).toEqual([400, 'invalid_input']);
  expect(await outcome(upload(pictures.png(3_000, 10)))).toEqual([400, 'invalid_input']);
  const large = Buffer.concat([pictures.png(10, 10), Buffer.alloc(512 * 1024)]);
  expect(await outcome(upload(large))).toEqual([413, 'body_too_large']);
  const packed = upload(pictures.png(10, 10), { headers: { 'Content-Encoding': 'gzip' } });
  expect(await outcome(packed)).toEqual([415, 'unsupported_media_type']);
  expect((await branding()).logo_url).toBeNull();
});

test('only its owner brings a picture, and one organization none for another', async () => {
  const other = await openOrganization(service);
  expect((await upload(pictures.png(10, 10), { as: null })).status).toBe(401);
  expect((await upload(pictures.png(10, 10), { as: clinic.staff })).status).toBe(403);
  expect((await upload(pictures.png(10, 10), { as: other.owner })).body.code).toBe('wrong_organization');
  expect((await upload(pictures.png(10, 10))).status).toBe(200);
  expect((await branding(other)).logo_url).toBeNull();
  expect((await picture(`/o/${other.slug}/api/v1/organization/logo`)).status).toBe(404);
});

test('the plan decides who may bring one, and how much room there is; what is there stays and may go', async () => {
  const small = await openOrganization(service);
  await plan(small, `limits = '{"storage": 300}'`);
  const logo = pictures.png(10, 10);
  expect(logo.length).toBeLessThan(150);
  expect((await upload(logo, { of: small })).status).toBe(200);
  // What it takes the place of is no longer counted.
  const longer = Buffer.concat([pictures.png(20, 20), Buffer.alloc(150)]);
  expect((await upload(longer, { of: small })).status).toBe(200);
  const tooLong = await upload(Buffer.concat([logo, Buffer.alloc(300)]), { of: small });
  expect([tooLong.status, tooLong.body.code]).toEqual([403, 'plan_limit']);
  const before = (await branding(small)).logo_url;
  expect((await picture(before)).status).toBe(200);

  await plan(small, `plan_type = 'basic'`);
  expect((await upload(logo, { of: small })).body.code).toBe('feature_not_in_plan');
  expect((await picture(before)).status).toBe(200);
  await expectStatus(204, small.ask('DELETE', '/organization/logo'));
  expect((await branding(small)).logo_url).toBeNull();
});

test('nobody keeps a node busy with measuring pictures', async () => {
  const busy = await openOrganization(service);
  const said = [];
  for (let n = 0; n < 31; n++) said.push((await upload(Buffer.from('no picture'), { of: busy })).status);
  expect(said).toEqual([...Array.from({ length: 30 }, () => 400), 429]);
  expect((await upload(pictures.png(1, 1))).status).toBe(200);
});

test('two pictures at once leave one', async () => {
  const busy = await openOrganization(service);
  const sent = [1, 2, 3, 4].map((n) => upload(pictures.png(n, n), { of: busy }));
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200]);
  const { rows } = await admin.query('SELECT count(*)::int AS kept FROM files WHERE organization_id = $1', [busy.id]);
  expect(rows).toEqual([{ kept: 1 }]);
  const { logo_url: address } = await branding(busy);
  expect((await picture(address)).headers.get('Cache-Control')).toContain('immutable');
});
