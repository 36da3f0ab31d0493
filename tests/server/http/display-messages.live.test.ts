import pg from 'pg';
import { pictures } from '../../support/pictures.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, PASSWORD, type Organization } from './organization.ts';

/** What an organization says on its displays between calls: who writes it, where it is shown, and who hears nothing of it. */

let service: Service;
let clinic: Organization;
let admin: pg.Client;
let display: string;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  ({ device_token: display } = await clinic.pair('display', 'Waiting room'));
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const write = (body: Json, of = clinic): Promise<Json> =>
  of.make('/display-messages', { name: 'Vaccination', ...body });
const change = async (id: string, body: Json): Promise<Json> =>
  (await expectStatus(200, clinic.ask('PATCH', `/display-messages/${id}`, { body }))).body;
const shownTo = async (token: string, of = clinic): Promise<Json[]> =>
  (await expectStatus(200, of.ask('GET', '/devices/self/messages', { as: token }))).body.data;
const idsShown = async (token = display) => (await shownTo(token)).map(({ id }) => id);

async function upload(id: string, bytes: Buffer, { token = clinic.owner, of = clinic } = {}) {
  const response = await fetch(`${service.url}/api/v1/display-messages/${id}/picture`, {
    method: 'PUT',
    headers: { 'X-Tenant-ID': of.slug, 'Content-Type': 'image/png', Authorization: `Bearer ${token}` },
    body: new Uint8Array(bytes),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const day = (away: number) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);

async function signIn(person: Json): Promise<string> {
  await clinic.make('/users', { name: 'Somebody', password: PASSWORD, ...person });
  const body = { email: person.email, password: PASSWORD };
  return (await expectStatus(200, clinic.ask('POST', '/auth/login', { as: null, body }))).body.access_token;
}

test('a message is shown in its languages, in the order that somebody gave', async () => {
  const second = await write({ texts: { en: 'Wear a mask, please.', de: 'Bitte Maske tragen.' }, position: 20 });
  const first = await write({ texts: { en: 'Flu vaccination\nAsk at the desk.' }, position: 10 });
  const empty = await write({ texts: {} });
  const mine = (await shownTo(display)).filter(({ id }) => [first.id, second.id, empty.id].includes(id));
  expect(mine).toEqual([
    { id: first.id, texts: { en: 'Flu vaccination\nAsk at the desk.' }, picture_url: null },
    { id: second.id, texts: { en: 'Wear a mask, please.', de: 'Bitte Maske tragen.' }, picture_url: null },
  ]);

  // One language is changed, one taken away, and one left alone.
  await change(second.id, { texts: { en: 'Masks, please.', de: null, es: 'Mascarilla, por favor.' } });
  expect((await shownTo(display)).find(({ id }) => id === second.id)?.texts).toEqual({
    en: 'Masks, please.',
    es: 'Mascarilla, por favor.',
  });
  await change(second.id, { active: false });
  expect(await idsShown()).not.toContain(second.id);
  await expectStatus(204, clinic.ask('DELETE', `/display-messages/${first.id}`));
  expect(await idsShown()).not.toContain(first.id);
  expect((await clinic.ask('DELETE', `/display-messages/${first.id}`)).status).toBe(404);
});

test('from its first day to its last one, on the calendar of the office', async () => {
  const season = await write({ texts: { en: 'Today' }, from_on: day(-2), until_on: day(2) });
  expect(await idsShown()).toContain(season.id);
  await change(season.id, { from_on: day(2), until_on: null });
  expect(await idsShown()).not.toContain(season.id);
  await change(season.id, { from_on: null, until_on: day(-2) });
  expect(await idsShown()).not.toContain(season.id);

  const backwards = await clinic.ask('PATCH', `/display-messages/${season.id}`, { body: { from_on: day(1) } });
  expect([backwards.status, backwards.body.errors[0].path]).toEqual([400, 'body.until_on']);

  // In Kiritimati it is already the next day when it still is yesterday in Niue, whatever the hour is.
  const east = await clinic.make('/offices', { name: 'East', time_zone: 'Pacific/Kiritimati' });
  const west = await clinic.make('/offices', { name: 'West', time_zone: 'Pacific/Niue' });
  const dayIn = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
  const tokens = [];
  for (const { id: office_id } of [east, west]) {
    const queue = await clinic.make('/queues', { name: 'There', prefix: 'T', office_id });
    tokens.push(await paired(office_id, [queue.id]));
  }
  const eastern = dayIn('Pacific/Kiritimati');
  expect(eastern).not.toBe(dayIn('Pacific/Niue'));
  const thatDay = await write({ texts: { en: 'That day' }, from_on: eastern, until_on: eastern });
  const [inTheEast = '', inTheWest = ''] = tokens;
  expect(await idsShown(inTheEast)).toContain(thatDay.id);
  expect(await idsShown(inTheWest)).not.toContain(thatDay.id);
});

async function paired(officeId: string, queueIds: string[]): Promise<string> {
  const { user_code, device_code } = (await expectStatus(201, clinic.ask('POST', '/device-codes', { as: null }))).body;
  await clinic.make('/devices/pairing', {
    ...{ user_code, name: 'Wall', kind: 'display' },
    ...{ office_id: officeId, queue_ids: queueIds },
  });
  const redeemed = clinic.ask('POST', '/device-tokens', { as: null, body: { device_code } });
  return (await expectStatus(201, redeemed)).body.device_token;
}

test('in every office, in one, or only beside a queue', async () => {
  const annexe = await clinic.make('/offices', { name: 'Annexe' });
  const queue = (name: string, prefix: string) =>
    clinic.make('/queues', { name, prefix, office_id: annexe.id, service_id: clinic.service.id });
  const [blood, scans] = [await queue('Blood tests', 'B'), await queue('Scans', 'S')];
  const bloodWall = await paired(annexe.id, [blood.id]);
  const scanWall = await paired(annexe.id, [scans.id]);

  const everywhere = await write({ texts: { en: 'Everywhere' } });
  const here = await write({ texts: { en: 'Here' }, office_id: annexe.id });
  const sober = await write({ texts: { en: 'Come fasting' }, office_id: annexe.id, queue_ids: [blood.id] });
  const among = async (token: string) =>
    (await idsShown(token)).filter((id) => [everywhere.id, here.id, sober.id].includes(id));
  expect(await among(display)).toEqual([everywhere.id]);
  expect(await among(bloodWall)).toEqual([everywhere.id, here.id, sober.id]);
  expect(await among(scanWall)).toEqual([everywhere.id, here.id]);

  // Queues belong to the office that was named.
  const elsewhere = { name: 'Lost', texts: {}, office_id: annexe.id, queue_ids: [clinic.queue.id] };
  expect((await clinic.ask('POST', '/display-messages', { body: elsewhere })).body.errors[0].path).toBe(
    'body.queue_ids',
  );
  const moved = await clinic.ask('PATCH', `/display-messages/${sober.id}`, { body: { office_id: null } });
  expect([moved.status, moved.body.errors[0].path]).toEqual([404, 'body.queue_ids']);

  // Without its queue the message would be everybody's: the queue is put out of use, and stays.
  await expectStatus(204, clinic.ask('DELETE', `/queues/${blood.id}`));
  expect((await clinic.ask('GET', `/queues/${blood.id}`)).body.active).toBe(false);
  expect(await among(scanWall)).toEqual([everywhere.id, here.id]);
});

test('a picture comes, is replaced, and goes with its message', async () => {
  const poster = await write({ texts: {} });
  expect(await idsShown()).not.toContain(poster.id);
  const first = (await upload(poster.id, pictures.png(160, 90))).body;
  expect(first.picture_url).toMatch(new RegExp(`^/o/${clinic.slug}/api/v1/display-pictures/`));
  const [shown] = (await shownTo(display)).filter(({ id }) => id === poster.id);
  expect(shown.picture_url).toBe(first.picture_url);

  const seen = await fetch(service.url + first.picture_url);
  expect([seen.status, seen.headers.get('Content-Type'), seen.headers.get('Cache-Control')]).toEqual([
    200,
    'image/png',
    'public, max-age=31536000, immutable',
  ]);
  const second = (await upload(poster.id, pictures.png(90, 160))).body;
  expect(second.picture_url).not.toBe(first.picture_url);
  expect((await fetch(service.url + first.picture_url)).status).toBe(404);

  await expectStatus(204, clinic.ask('DELETE', `/display-messages/${poster.id}/picture`));
  expect((await fetch(service.url + second.picture_url)).status).toBe(404);
  await upload(poster.id, pictures.png(10, 10));
  await expectStatus(204, clinic.ask('DELETE', `/display-messages/${poster.id}`));
  const { rows } = await admin.query('SELECT count(*)::int AS kept FROM files WHERE organization_id = $1', [clinic.id]);
  expect(rows).toEqual([{ kept: 0 }]);
  const { rows: told } = await admin.query<{ action: string }>(
    'SELECT action FROM audit_log WHERE organization_id = $1 AND subject_id = $2 ORDER BY at, id',
    [clinic.id, poster.id],
  );
  expect(told.map(({ action }) => action)).toEqual([
    'display_message.created',
    ...Array.from({ length: 4 }, () => 'display_message.changed'),
    'display_message.removed',
  ]);
});

test('pictures take room that the plan gives, and what does not fit leaves nothing behind', async () => {
  const small = await openOrganization(service);
  await admin.query(`UPDATE control.organizations SET limits = '{"storage": 300}' WHERE id = $1`, [small.id]);
  const { id } = await write({ texts: {} }, small);
  const token = small.owner;
  expect((await upload(id, Buffer.concat([pictures.png(9, 9), Buffer.alloc(150)]), { token, of: small })).status).toBe(
    200,
  );
  // What it takes the place of is no longer counted.
  const kept = (await upload(id, Buffer.concat([pictures.png(8, 8), Buffer.alloc(150)]), { token, of: small })).body;
  const tooMuch = await upload(id, Buffer.concat([pictures.png(8, 8), Buffer.alloc(300)]), { token, of: small });
  expect([tooMuch.status, tooMuch.body.code]).toEqual([403, 'plan_limit']);
  expect((await small.ask('GET', `/display-messages/${id}`)).body.picture_url).toBe(kept.picture_url);
  expect((await fetch(service.url + kept.picture_url)).status).toBe(200);
});

test('managers write, others read, and nobody hears of another organization’s', async () => {
  const message = await write({ texts: { en: 'Ours' } });
  const { id } = message;
  const manager = await signIn({ email: `mona@${clinic.slug}.example`, role: 'manager' });
  await expectStatus(201, clinic.ask('POST', '/display-messages', { as: manager, body: { name: 'Hers', texts: {} } }));
  await expectStatus(200, clinic.ask('GET', `/display-messages/${id}`, { as: clinic.staff }));
  for (const as of [clinic.staff, display]) {
    expect((await clinic.ask('PATCH', `/display-messages/${id}`, { as, body: { name: 'Mine' } })).status).toBe(403);
  }
  expect((await clinic.ask('GET', '/devices/self/messages', { as: clinic.owner })).status).toBe(401);
  expect((await clinic.ask('GET', '/devices/self/messages', { as: null })).status).toBe(401);

  const other = await openOrganization(service);
  const { device_token } = await other.pair('display', 'Wall');
  expect(await shownTo(device_token, other)).toEqual([]);
  expect((await other.ask('GET', `/display-messages/${id}`)).status).toBe(404);
  expect((await upload(id, pictures.png(2, 2), { token: other.owner, of: other })).status).toBe(404);
  const { picture_url } = (await upload(id, pictures.png(2, 2))).body;
  expect((await fetch(service.url + picture_url.replace(clinic.slug, other.slug))).status).toBe(404);
});

test('whose work is limited writes for their own people only', async () => {
  const annexe = await clinic.make('/offices', { name: 'Second floor' });
  const eyes = await clinic.make('/queues', { name: 'Eyes', prefix: 'E', office_id: annexe.id });
  const ears = await clinic.make('/queues', { name: 'Ears', prefix: 'F', office_id: annexe.id });
  const person = { role: 'manager', email: `eve@${clinic.slug}.example`, queue_ids: [eyes.id] };
  const as = await signIn(person);
  const asked = async (body: Json) => {
    const { status } = await clinic.ask('POST', '/display-messages', {
      as,
      body: { name: 'Drops', texts: {}, ...body },
    });
    return status;
  };
  expect(await asked({ office_id: annexe.id, queue_ids: [eyes.id] })).toBe(201);
  expect(await asked({ office_id: annexe.id, queue_ids: [eyes.id, ears.id] })).toBe(404);
  expect(await asked({ office_id: annexe.id })).toBe(404);
  expect(await asked({})).toBe(404);
  const everybodys = await write({ texts: { en: 'For all' } });
  expect((await clinic.ask('PATCH', `/display-messages/${everybodys.id}`, { as, body: { name: 'No' } })).status).toBe(
    404,
  );
  const besideEars = await write({ texts: { en: 'Ears' }, office_id: annexe.id, queue_ids: [ears.id] });
  for (const { id } of [everybodys, besideEars]) {
    for (const method of ['GET', 'DELETE'])
      expect((await clinic.ask(method, `/display-messages/${id}`, { as })).status).toBe(404);
    expect((await clinic.ask('DELETE', `/display-messages/${id}/picture`, { as })).status).toBe(404);
    expect((await upload(id, pictures.png(2, 2), { token: as })).status).toBe(404);
    expect((await clinic.ask('GET', `/display-messages/${id}`)).status).toBe(200);
  }
  const { data } = (await expectStatus(200, clinic.ask('GET', '/display-messages', { as }))).body;
  expect(data.map(({ name }: Json) => name)).toEqual(['Drops']);

  // One's own message cannot be made everybody's.
  const [own] = data;
  const widened = await clinic.ask('PATCH', `/display-messages/${own.id}`, { as, body: { queue_ids: [] } });
  expect(widened.status).toBe(404);
});

test('a text is plain words of a bearable length', async () => {
  const refused = async (texts: Json) =>
    (await clinic.ask('POST', '/display-messages', { body: { name: 'No', texts } })).status;
  expect(await refused({ en: 'x'.repeat(281) })).toBe(400);
  expect(await refused({ en: 'left \u202E right' })).toBe(400);
  expect(await refused({ xx: 'What language is this?' })).toBe(400);
  expect((await write({ texts: { en: 'One line\n\nand another' } })).texts.en).toBe('One line\n\nand another');
});
