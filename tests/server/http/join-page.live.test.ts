import { expectStatus, openOrganization } from './organization.ts';
import { openService, type Service } from './open-service.ts';

/** Where the sheet at the door leads: a page without a script, for whoever passes by. */
let service: Service;
let clinic: Awaited<ReturnType<typeof openOrganization>>;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  await expectStatus(200, clinic.ask('PATCH', '/organization', { body: { languages: ['en', 'de'] } }));
  await expectStatus(200, clinic.ask('PATCH', `/queues/${clinic.queue.id}`, { body: { public_join: true } }));
});
afterAll(() => service?.close());

const look = async (path: string, language = 'en') => {
  const response = await fetch(`${service.url}/o/${clinic.slug}${path}`, {
    headers: { Accept: 'text/html', 'Accept-Language': language },
  });
  return { status: response.status, html: await response.text() };
};
const press = (html: string, headers: Record<string, string> = {}) => {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return fetch(`${service.url}/o/${clinic.slug}/join/${clinic.queue.id}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ key: value('key'), language: value('language') }).toString(),
  });
};
const numbers = async () => (await clinic.ask('GET', `/queues/${clinic.queue.id}/board`)).body.entries.length as number;

test('one button gives one number, however often it is pressed, in the language of the phone', async () => {
  const { html } = await look(`/join/${clinic.queue.id}`, 'de');
  expect(html).toContain('Nummer ziehen');
  const before = await numbers();
  const [once, twice] = [await press(html), await press(html)];
  expect(once.status).toBe(303);
  expect(twice.headers.get('Location')).toBe(once.headers.get('Location'));
  expect(await numbers()).toBe(before + 1);
  const place = await look((once.headers.get('Location') ?? '').replace(`/o/${clinic.slug}`, ''));
  expect(place.html).toContain('A00');
});

test('a closed queue says so and gives nothing; one that is not for everybody is not shown', async () => {
  const { html } = await look(`/join/${clinic.queue.id}`);
  await expectStatus(204, clinic.ask('DELETE', `/queues/${clinic.queue.id}/opening`));
  const closed = await look(`/join/${clinic.queue.id}`);
  expect(closed.html).toContain('Closed at the moment');
  expect(closed.html).not.toContain('<button');
  const before = await numbers();
  expect((await press(html)).headers.get('Location')).toBe(`/o/${clinic.slug}/join/${clinic.queue.id}`);
  expect(await numbers()).toBe(before);
  await expectStatus(200, clinic.ask('PUT', `/queues/${clinic.queue.id}/opening`));

  const inner = await clinic.make('/queues', { name: 'Secret ward', prefix: 'S', office_id: clinic.office.id });
  for (const path of ['/join', `/join/${inner.id}`]) expect((await look(path)).html).not.toContain('Secret ward');
});

test('a form of another site, another organization’s queue and a made-up key get no number', async () => {
  const { html } = await look(`/join/${clinic.queue.id}`);
  const before = await numbers();
  expect((await press(html, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(400);
  expect((await press(html.replace(/name="key" value="[^"]+"/, 'name="key" value="short"'))).status).toBe(400);
  const other = await openOrganization(service);
  const foreign = await fetch(`${service.url}/o/${other.slug}/join/${clinic.queue.id}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'key=0123456789abcdef&language=en',
  });
  expect(foreign.status).toBe(404);
  expect(await numbers()).toBe(before);
});
