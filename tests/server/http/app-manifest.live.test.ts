import { inflateSync } from 'node:zlib';
import { imageSize } from 'image-size';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** What a telephone is told that puts the patient's page on its home screen. */
let service: Service;
let clinic: Organization;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  const branding = { primary_colour: '#7a3fb0' };
  await expectStatus(
    200,
    clinic.ask('PATCH', '/organization', { body: { name: 'Praxis am Marktplatz', languages: ['ar', 'en'], branding } }),
  );
});
afterAll(() => service?.close());

const look = (path: string) => fetch(`${service.url}/o/${clinic.slug}${path}`);

test('it has the name, the language and the colour of the organization, and stays among its patients’ pages', async () => {
  const answer = await look('/app.webmanifest');
  expect(answer.headers.get('Content-Type')).toContain('application/manifest+json');
  const home = `/o/${clinic.slug}/t`;
  expect(await answer.json()).toMatchObject({
    id: home,
    start_url: home,
    scope: home,
    name: 'Praxis am Marktplatz',
    short_name: 'Praxis am M…',
    lang: 'ar',
    dir: 'rtl',
    display: 'standalone',
    theme_color: '#7a3fb0',
  });
});

test('for an iPhone it leaves the address to open out: the page’s own, which nobody else learns', async () => {
  const manifest = (await (await look('/app.webmanifest?opens=here')).json()) as Record<string, unknown>;
  expect(manifest).not.toHaveProperty('start_url');
  expect(JSON.stringify(manifest)).not.toContain('trk_');
});

test.each([192, 512])('its icon of %i pixels is drawn in that colour', async (size) => {
  const answer = await look(`/app-icon-${size}.png`);
  expect(answer.headers.get('Content-Type')).toBe('image/png');
  const icon = Buffer.from(await answer.arrayBuffer());
  expect(imageSize(icon)).toMatchObject({ width: size, height: size, type: 'png' });
  const palette = icon.subarray(icon.indexOf('PLTE') + 4);
  expect([...palette.subarray(0, 3)]).toEqual([0x7a, 0x3f, 0xb0]);
  const at = icon.indexOf('IDAT');
  const rows = inflateSync(icon.subarray(at + 4, at + 4 + icon.readUInt32BE(at - 4)));
  expect(rows).toHaveLength((size + 1) * size);
  // Nothing stands where a round mask cuts.
  expect(rows.subarray(0, Math.floor(size / 4) * (size + 1)).every((level) => level === 0)).toBe(true);
  expect(rows.includes(255)).toBe(true);
});

test('there is no icon of another size, and none of an organization that is not there', async () => {
  expect((await look('/app-icon-9999.png')).status).toBe(404);
  expect((await fetch(`${service.url}/o/nobody/app.webmanifest`)).status).toBe(404);
  expect((await fetch(`${service.url}/o/nobody/worker.js`)).status).toBe(404);
});

test('the worker is told where it is and which build it keeps, and is asked for anew', async () => {
  const answer = await look('/worker.js');
  expect(answer.headers.get('Content-Type')).toContain('text/javascript');
  expect(answer.headers.get('Cache-Control')).toBe('no-cache');
  expect(await answer.text()).toMatch(new RegExp(`^self\\.app=\\{"base":"/o/${clinic.slug}","build":"[\\w-]{12}"\\};`));
});

test('the page without a visit holds nobody’s', async () => {
  const page = await (await look('/t')).text();
  expect(page).toContain(`<link rel="manifest" href="/o/${clinic.slug}/app.webmanifest">`);
  expect(page).not.toMatch(/trk_|A001/);
});
