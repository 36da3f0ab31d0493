import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { withoutSecrets } from '../../../server/http/middleware/log-requests.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** The server's part in the screens: what it writes into the built pages. Browsers look at the real ones elsewhere. */

const folder = mkdtempSync(join(tmpdir(), 'waitlessq-screens-'));
const BUILT = `<!doctype html><html lang="en"><head><title>Screen</title></head>
<body><div id="app"><!--content--></div><script type="application/json" id="page"><!--page--></script></body></html>`;

const SHEET = 'h1{color:green}';

let service: Service;
let clinic: Organization;

beforeAll(async () => {
  for (const screen of ['display', 'kiosk', 'staff', 'patient', 'book']) {
    mkdirSync(join(folder, screen));
    writeFileSync(join(folder, screen, 'index.html'), BUILT);
  }
  writeFileSync(join(folder, 'patient', 'index.html'), BUILT.replace('</head>', `<style>${SHEET}</style></head>`));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), 'export {};');
  service = await openService({ screensFolder: folder, baseDomain: 'queues.example' });
  clinic = await openOrganization(service);
  await clinic.ask('PATCH', '/organization', { body: { name: '</script><b>Clinic & Sons', languages: ['de', 'ar'] } });
});
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true });
});

const look = (path: string, headers: Record<string, string> = {}) =>
  send(service.url, 'GET', path, { headers: { Accept: 'text/html,*/*;q=0.8', ...headers } });

function pageData({ text }: Answer): unknown {
  return JSON.parse(/<script type="application\/json" id="page">([^]*?)<\/script>/.exec(text)?.[1] ?? '');
}

test.each(['display', 'kiosk', 'staff', 'book'])('%s knows where it is', async (screen) => {
  const page = await look(`/o/${clinic.slug}/${screen}`);
  expect(page.status).toBe(200);
  expect(pageData(page)).toMatchObject({
    base: `/o/${clinic.slug}`,
    organization: { id: clinic.id, slug: clinic.slug, name: '</script><b>Clinic & Sons', languages: ['de', 'ar'] },
  });
  expect(page.text).not.toContain('</script><b>');
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect((await look(`/o/${clinic.slug}/${screen}/`)).status).toBe(200);
});

test('nothing inline may run, nothing foreign be loaded, and the address is told to nobody', async () => {
  const { headers } = await look(`/o/${clinic.slug}/display`);
  const policy = headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
  expect(policy).toContain(`connect-src 'self' ws://${new URL(service.url).host}`);
  expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('a page may bring the style sheets of the build along, and no others', async () => {
  const policyOf = async (path: string) => (await look(path)).headers.get('Content-Security-Policy') ?? '';
  const sheet = `'sha256-${createHash('sha256').update(SHEET).digest('base64')}'`;
  const place = await policyOf(`/o/${clinic.slug}/t/${clinic.trackingToken}`);
  expect(place).toContain(`style-src 'self' ${sheet};`);
  expect(place).toContain("script-src 'self';");
  expect(await policyOf(`/o/${clinic.slug}/t`)).toContain(sheet);
  expect(await policyOf(`/o/${clinic.slug}/display`)).toContain("style-src 'self';");
});

test('a screen of no organization says so to people', async () => {
  const page = await look('/display');
  expect([page.status, page.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.text).toContain('There is no such organization.');
  expect((await look('/o/nobody/display')).status).toBe(404);
});

test('the first page leads to the screens, or says what this is', async () => {
  const own = await look(`/o/${clinic.slug}`);
  expect(own.text).toContain(`href="/o/${clinic.slug}/staff"`);
  expect(own.text).toContain('&lt;/script&gt;&lt;b&gt;Clinic &amp; Sons');
  expect((await look('/')).text).toContain('/o/…');
});

describe("the patient's page", () => {
  test('shows the place without a script', async () => {
    const page = await look(`/o/${clinic.slug}/t/${clinic.trackingToken}`, { 'Accept-Language': 'de-DE,en;q=0.5' });
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<h1[^>]*><bdi[^>]*>A001<\/bdi><\/h1>/);
    expect(page.text).toContain('Sie sind als Nächstes dran.');
    expect(page.text).toContain('General · Main Street');
    expect(page.text).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>');
    expect(page.text).not.toContain('Pat Canary');
    expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(pageData(page)).toMatchObject({ base: `/o/${clinic.slug}` });
  });

  test('is found by the link alone, and speaks what the organization speaks', async () => {
    const page = await look(`/t/${clinic.trackingToken}`, { 'Accept-Language': 'ar' });
    expect(page.text).toContain('lang="ar" dir="rtl"');
    expect((await look(`/t/${clinic.trackingToken}`, { 'Accept-Language': 'fr' })).text).toContain('lang="de"');
  });

  test('is read in the language that was chosen at the kiosk, else in the dearest one of the browser, in whichever region', async () => {
    const taken = await expectStatus(
      201,
      clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as: clinic.staff, body: { language: 'ar' } }),
    );
    const chosen = await look(`/t/${taken.body.tracking_token}`, { 'Accept-Language': 'de-AT,de;q=0.9' });
    expect(chosen.text).toContain('<html lang="ar" dir="rtl"');
    const own = await look(`/t/${clinic.trackingToken}`, { 'Accept-Language': 'pt-BR,de-AT;q=0.8,ar;q=0.5' });
    expect(own.text).toContain('<html lang="de" dir="ltr"');
    const asked = await look(`/t/${clinic.trackingToken}?lang=ar`, { 'Accept-Language': 'de' });
    expect(asked.text).toContain('<html lang="ar" dir="rtl"');
  });

  test('says where to go when called, and that it is over', async () => {
    await expectStatus(
      201,
      clinic.ask('POST', `/queues/${clinic.queue.id}/calls`, {
        as: clinic.staff,
        body: { counter_id: clinic.counter.id },
      }),
    );
    expect((await look(`/t/${clinic.trackingToken}`)).text).toContain('Bitte gehen Sie zu: Room 1.');
    await clinic.ask('DELETE', `/entries/${clinic.entry.id}?reason=x`, { as: clinic.staff });
    expect((await look(`/t/${clinic.trackingToken}`)).text).toContain('Ihr Besuch ist beendet.');
  });

  test.each(['nonsense', 'trk_', 'trk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'of %s is a friendly 404',
    async (token) => {
      const page = await look(`/o/${clinic.slug}/t/${token}`);
      expect([page.status, page.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.text).toContain('This link is not in use any more.');
    },
  );
});

describe('the page of a booking', () => {
  let token: string;
  beforeAll(async () => {
    const { body: checkUp } = await clinic.ask('POST', '/services', {
      body: { name: '<i>Check-up', duration_minutes: 30, booking: { online: true, notice: 0 } },
    });
    const { body: provider } = await clinic.ask('POST', '/providers', {
      body: { name: 'Ada', offices: [{ id: clinic.office.id, is_primary: true }], service_ids: [checkUp.id] },
    });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
    await expectStatus(
      201,
      clinic.ask('POST', '/schedules', {
        body: { provider_id: provider.id, office_id: clinic.office.id, effective_from: '2020-01-01', hours },
      }),
    );
    const days = [2, 3].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10));
    const free = await expectStatus(
      200,
      clinic.ask('GET', `/services/${checkUp.id}/slots?office_id=${clinic.office.id}&from=${days[0]}&to=${days[1]}`),
    );
    const booked = await expectStatus(
      201,
      clinic.ask('POST', '/appointments', {
        body: {
          service_id: checkUp.id,
          office_id: clinic.office.id,
          starts_at: free.body.data[0].starts_at,
          patient_name: 'Pat Canary',
          email: 'pat@canary.example',
          language: 'ar',
        },
      }),
    );
    token = booked.body.booking_token;
  });

  test('says when and where without a script, in the language of whoever booked, and not who', async () => {
    const page = await look(`/o/${clinic.slug}/b/${token}`, { 'Accept-Language': 'de' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<html lang="ar" dir="rtl"');
    expect(page.text).toContain('موعدكم بعد');
    expect(page.text).toContain('&lt;i&gt;Check-up');
    expect(page.text).toMatch(/<svg class="pass__qr"/);
    expect(page.text).toContain(`/api/v1/bookings/${token}/calendar.ics`);
    expect(page.text).not.toMatch(/Canary|canary/);
    expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect((await look(`/b/${token}?lang=de`)).text).toContain('Ihr Termin ist');
  });

  test('is led to from the front door and from where numbers are taken', async () => {
    for (const path of ['', '/join'])
      expect((await look(`/o/${clinic.slug}${path}`)).text).toContain(`/o/${clinic.slug}/book"`);
  });

  test('of nobody, or of somebody who waits, is a friendly 404', async () => {
    for (const other of ['nonsense', 'apt_', `apt_${'A'.repeat(66)}`, clinic.trackingToken]) {
      const page = await look(`/o/${clinic.slug}/b/${other}`);
      expect([page.status, page.text.includes('This link is not in use any more.')]).toEqual([404, true]);
    }
  });

  test('is in no log', () => {
    expect(withoutSecrets(`/o/x/b/${token}?lang=de`)).toBe('/o/x/b/apt_***');
    expect(withoutSecrets('/api/v1/calendars/cal_abc-1.ics')).toBe('/api/v1/calendars/cal_***.ics');
  });
});

test.each([
  ['hi-IN,hi;q=0.9,en;q=0.8', 'hi', 'ltr', 'यहाँ ऐसा कुछ नहीं है।'],
  ['ar-EG', 'ar', 'rtl', 'لا يوجد شيء كهذا هنا.'],
  ['pt-BR', 'en', 'ltr', 'There is no such thing here.'],
])('who reads %s is told in %s (%s) that a page is not there', async (header, language, direction, words) => {
  const { text } = await look(`/o/${clinic.slug}/nothing-here`, { 'Accept-Language': header });
  expect(text).toContain(`<html lang="${language}" dir="${direction}">`);
  expect(text).toContain(words);
});

test('the front door of an organization speaks its languages', async () => {
  expect((await look(`/o/${clinic.slug}/`, { 'Accept-Language': 'ar' })).text).toContain('الشاشة في غرفة الانتظار');
  // Hindi is not offered here: German is what the organization named first.
  expect((await look(`/o/${clinic.slug}/`, { 'Accept-Language': 'hi' })).text).toContain(
    'der Bildschirm im Wartezimmer',
  );
  expect((await look('/', { 'Accept-Language': 'es-MX' })).text).toContain('Colas en las que nadie');
});

test('a screen that is not there is a page for people and a problem for programs', async () => {
  expect((await look(`/o/${clinic.slug}/nothing-here`)).text).toContain('There is no such thing here.');
  const program = await send(service.url, 'GET', `/o/${clinic.slug}/nothing-here`, {
    headers: { Accept: 'application/json' },
  });
  expect(program.body.code).toBe('not_found');
  const unbuilt = await look(`/o/${clinic.slug}/admin`);
  expect([unbuilt.status, unbuilt.text.includes('npm run build')]).toEqual([503, true]);
});

test('built files stay in browsers for ever, and nothing outside the folder is served', async () => {
  const file = await send(service.url, 'GET', '/assets/index-abc123.js');
  expect([file.status, file.headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  for (const path of [
    '/assets/',
    '/assets/none.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/display/index.html',
  ]) {
    expect((await send(service.url, 'GET', path)).status).toBe(404);
  }
  expect((await send(service.url, 'GET', '/favicon.ico')).headers.get('Content-Type')).toContain('image/svg+xml');
});

test('the reference is a page from our own disk', async () => {
  const page = await look('/docs');
  expect(page.text).not.toMatch(/https?:\/\//);
  expect(page.text).not.toMatch(/<script>|<style/);
  for (const path of ['/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'])
    expect((await look(path)).status).toBe(200);
  const reference = await send(service.url, 'GET', `/o/${clinic.slug}/api/v1/openapi.json`);
  expect(reference.body.servers).toEqual([{ url: `/o/${clinic.slug}/api/v1` }]);
});
