import pg from 'pg';
import { createPersonalData } from '../../../server/access/personal-data.ts';
import { createResponseCipher } from '../../../server/access/response-cipher.ts';
import { dropOldPayloads, forgetOldStays } from '../../../server/jobs/personal-data.ts';
import { missedChanges } from '../../../server/queries/missed-changes.ts';
import { findWords } from '../../support/find-words.ts';
import { send, type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

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

/** The word stands in every field that is typed about somebody. */
const person = (word: string, phone: string) => ({
  patient_name: `Pat ${word}`,
  note: `${word} limps`,
  email: `${word}@canary.example`,
  phone,
});
const join = async (queueId: string, body: object, headers: Record<string, string> = {}): Promise<Json> =>
  (await expectStatus(201, clinic.ask('POST', `/queues/${queueId}/entries`, { body, headers }))).body;
const queueOf = (prefix: string): Promise<Json> =>
  clinic.make('/queues', { name: prefix, prefix, office_id: clinic.office.id, public_join: true });
const erase = (body: object, as?: string) => clinic.ask('POST', '/patients/erasures', { body, ...(as && { as }) });
const erased = async (body: object): Promise<number> => (await expectStatus(201, erase(body))).body.entries;
const waiting = async (queueId: string): Promise<string[]> =>
  (await expectStatus(200, clinic.ask('GET', `/queues/${queueId}/board`))).body.entries.map(
    ({ ticket_number }: Json) => ticket_number,
  );

/** Where the words stand, in the clear or sealed. */
function places(words: readonly string[]): Promise<string[]> {
  const personal = createPersonalData(service.access.keys);
  const answers = createResponseCipher(service.access.keys);
  return findWords(service.adminUrl, words, (table, row, value) => {
    const organizationId = String(row['organization_id']);
    if (table === 'public.entries') return JSON.stringify(personal(organizationId).open(String(row['id']), value));
    if (table === 'public.idempotency_keys' && value === row['response'])
      return answers.open(organizationId, value).toString();
    return null;
  });
}

describe('a person who asks to be forgotten', () => {
  test('leaves the board and every table at once, and nobody else does', async () => {
    const [queue, other] = [await queueOf('P'), await queueOf('Q')];
    const words = ['Quetzal', '+34600111222'];
    const key = { 'Idempotency-Key': 'joins-once-quetzal' };
    const first = await join(queue.id, person('Quetzal', '+34 600 111 222'), key);
    await join(queue.id, person('Ibis', '+34600111333'));
    await expectStatus(
      201,
      clinic.ask('POST', `/entries/${first.entry.id}/transfers`, { body: { queue_id: other.id } }),
    );
    const again = await join(queue.id, person('Quetzal', '+34600111222'));
    await expectStatus(
      200,
      clinic.ask('DELETE', `/entries/${again.entry.id}`, { body: { reason: 'Quetzal went home' } }),
    );
    expect(await places(words)).toEqual([
      'public.entries.personal',
      'public.idempotency_keys.response',
      'public.queue_events.reason',
    ]);
    const link = `/track/${again.tracking_token}`;
    await expectStatus(200, clinic.ask('GET', link, { as: null }));

    expect(await erased({ phone: '+34 (600) 111-222' })).toBe(3);

    expect(await places(words)).toEqual([]);
    expect(await waiting(queue.id)).toEqual(['P002']);
    expect(await waiting(other.id)).toEqual([]);
    for (const token of [first.tracking_token, again.tracking_token])
      await expectStatus(404, clinic.ask('GET', `/track/${token}`, { as: null }));
    expect(service.ended).toContainEqual({ how: 'revoke', who: { kind: 'patient', id: again.entry.id } });
    expect(await places(['Ibis'])).toEqual(['public.entries.personal']);
    // The same request again is still the same request, without the words.
    const repeated = await join(queue.id, person('Quetzal', '+34 600 111 222'), key);
    expect(repeated.entry).toMatchObject({ id: first.entry.id, patient_name: null, phone: null, note: null });
    expect(await waiting(queue.id)).toEqual(['P002']);
    expect(await erased({ phone: '+34600111222' })).toBe(0);
  });

  test('is found by address or by one stay, and keeps the times', async () => {
    const queue = await queueOf('R');
    const by = [(_id: string) => ({ email: 'HERON@canary.example' }), (id: string) => ({ entry_id: id })];
    for (const which of by) {
      const { entry } = await join(queue.id, person('heron', '+34600111444'));
      await expectStatus(
        201,
        clinic.ask('POST', `/entries/${entry.id}/calls`, {
          as: clinic.staff,
          body: { counter_id: await counter(queue.id), reason: 'heron is in pain' },
        }),
      );
      const before = await intervals(entry.id);
      expect(await erased(which(entry.id))).toBe(1);
      expect(await places(['heron', 'HERON', '+34600111444'])).toEqual([]);
      const kept = await intervals(entry.id);
      expect(kept.map(({ status, started_at }: Json) => ({ status, started_at }))).toEqual(
        before.map(({ status, started_at }: Json) => ({ status, started_at })),
      );
    }
    expect(await waiting(queue.id)).toEqual([]);
  });

  test('is the same person after a transfer, also without a phone', async () => {
    const [queue, other] = [await queueOf('T'), await queueOf('U')];
    const { entry } = await join(queue.id, { patient_name: 'Pat Curlew' });
    const path = `/entries/${entry.id}/transfers`;
    const { transferred_to: next } = (
      await expectStatus(201, clinic.ask('POST', path, { body: { queue_id: other.id } }))
    ).body;
    expect(await waiting(other.id)).toEqual([next.ticket_number]);
    expect(await erased({ entry_id: entry.id })).toBe(2);
    expect(await waiting(other.id)).toEqual([]);
    expect(await places(['Curlew'])).toEqual([]);
  });

  test('is counted in the audit log and not named', async () => {
    await join(clinic.queue.id, person('Plover', '+34600111555'));
    await erased({ phone: '+34600111555' });
    const { data } = (await expectStatus(200, clinic.ask('GET', '/audit-log?action=patient.'))).body;
    expect(data[0]).toMatchObject({ action: 'patient.erased', subject_id: null, after: { by: 'phone', stays: 1 } });
  });

  test('is forgotten only by those who may, and only in their organization', async () => {
    const other = await openOrganization(service);
    const { entry } = (
      await expectStatus(
        201,
        other.ask('POST', `/queues/${other.queue.id}/entries`, { body: person('Gannet', '+34600111666') }),
      )
    ).body;
    await expectStatus(403, erase({ phone: '+34600111666' }, clinic.staff));
    expect(await erased({ phone: '+34600111666' })).toBe(0);
    const [foreign, missing] = await Promise.all([
      erase({ entry_id: entry.id }),
      erase({ entry_id: '01900000-0000-7000-8000-000000000000' }),
    ]);
    const telling = ({ status, text }: typeof foreign) => [status, text.replaceAll(/"request_id":"[^"]+"/g, '')];
    expect(telling(foreign)).toEqual(telling(missing));
    expect(foreign.status).toBe(404);
    expect(await places(['Gannet'])).toEqual(['public.entries.personal']);
    await expectStatus(200, other.ask('DELETE', `/entries/${entry.id}`, { body: { reason: 'went home' } }));
    // Not even the function that forgets reaches further.
    const reach = await service.doors.transact({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
      tx.query({ name: 'reach', text: 'SELECT app.forget_stays($1) AS stays', values: [[entry.id]] }),
    );
    expect(reach).toEqual([{ stays: 0 }]);
    await expectStatus(400, erase({ phone: '+34600111666', email: 'a@b.example' }));
  });
});

describe('stays that ended long ago', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  const forget = (days: number) => forgetOldStays(service.database, service.doors, inDays(days), 2);

  test('are forgotten when the organization says so, in its own time, and those of open stays are not', async () => {
    const patient = await openOrganization(service);
    const never = await openOrganization(service);
    for (const [of, days] of [
      [clinic, 7],
      [patient, 30],
      [never, null],
    ] as const) {
      await expectStatus(200, of.ask('PATCH', '/organization', { body: { retention_days: days } }));
      const queue = of.queue.id;
      for (const word of ['Ended', 'Staying']) {
        const { entry } = (
          await expectStatus(
            201,
            of.ask('POST', `/queues/${queue}/entries`, {
              body: person(`${word}${of.slug}`, `+346001117${days ?? 99}${word.length}`),
            }),
          )
        ).body;
        if (word === 'Ended')
          await expectStatus(200, of.ask('DELETE', `/entries/${entry.id}`, { body: { reason: `${word}${of.slug}` } }));
      }
    }
    const left = async () =>
      Promise.all([clinic, patient, never].map(async ({ slug }) => (await places([`Ended${slug}`])).length > 0));
    await forget(6);
    expect(await left()).toEqual([true, true, true]);
    await forget(8);
    expect(await left()).toEqual([false, true, true]);
    await forget(31);
    expect(await left()).toEqual([false, false, true]);
    await forget(3_650);
    expect(await left()).toEqual([false, false, true]);
    for (const { slug } of [clinic, patient, never])
      expect(await places([`Staying${slug}`])).toEqual(['public.entries.personal']);
    const { data } = (await expectStatus(200, patient.ask('GET', '/audit-log?action=patients.forgotten'))).body;
    expect(data).toMatchObject([{ actor: { kind: 'system' }, after: { stays: 1 } }]);
  });

  test('a change of two days ago is no longer told: whoever missed it is given a board', async () => {
    const queue = await queueOf('S');
    for (let n = 0; n < 3; n++) await join(queue.id, person(`Late${n}`, `+3460022200${n}`));
    const { epoch } = (await expectStatus(200, clinic.ask('GET', `/queues/${queue.id}/board`))).body;
    const missed = (version: number) =>
      service.doors.snapshot({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
        missedChanges(tx, queue.id, { epoch, version }, 'staff'),
      );
    await dropOldPayloads(service.database, inDays(1.9), 2);
    expect((await missed(0))?.map(({ set }) => set[0])).toMatchObject(
      [0, 1, 2].map((n) => ({ patient_name: `Pat Late${n}`, phone: `+3460022200${n}` })),
    );
    await dropOldPayloads(service.database, inDays(2.1), 2);
    expect(await missed(0)).toBeNull();
    expect(await missed(3)).toEqual([]);
    await join(queue.id, {});
    expect(await missed(3)).toHaveLength(1);
    const { rows } = await admin.query('SELECT type, at, actor_kind FROM queue_events WHERE queue_id = $1', [queue.id]);
    expect(rows).toHaveLength(4);
  });
});

async function counter(queueId: string): Promise<string> {
  const made = await clinic.make('/counters', { name: `Room ${Math.random()}`, office_id: clinic.office.id });
  await expectStatus(
    200,
    clinic.ask('PUT', `/counters/${made.id}/session`, { as: clinic.staff, body: { queue_ids: [queueId] } }),
  );
  return made.id;
}

async function intervals(entryId: string): Promise<Json[]> {
  return (await admin.query('SELECT * FROM entry_intervals WHERE entry_id = $1 ORDER BY entry_version', [entryId]))
    .rows;
}

test('the token of somebody who was forgotten looks like one that never was', async () => {
  const { entry, tracking_token: token } = await join(clinic.queue.id, person('Tern', '+34600333444'));
  await erased({ entry_id: entry.id });
  const never = `${token.slice(0, -6)}aaaaaa`;
  const [gone, unknown] = await Promise.all(
    [token, never].map((shown) =>
      send(service.url, 'GET', `/api/v1/track/${shown}`, { headers: { 'X-Tenant-ID': clinic.slug } }),
    ),
  );
  expect([gone?.status, unknown?.status]).toEqual([404, 404]);
  expect(Object.keys(gone?.body)).toEqual(Object.keys(unknown?.body));
  expect(gone?.body.detail).toBe(unknown?.body.detail);
});
