import pg from 'pg';
import type { Joined, Tracked } from '../../../realtime/contract/commands.ts';
import { yes, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { openPushService, type PushService } from '../../support/push-service.ts';
import { callNext, CANARY, join, openService, signUpClinic, type Clinic, type Service } from '../../support/service.ts';

/** Telephones that are told while their page is closed: by two nodes, through a push service that opens what it is sent. */
let push: PushService;
let service: Service;
let admin: pg.Client;
let clinic: Clinic;
let queueId: string;
let room: string;
let there: Clinic['owner'];

beforeAll(async () => {
  push = await openPushService();
  service = await openService({ nodes: 2, env: push.env });
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
}, 120_000);
beforeEach(async () => {
  clinic = await signUpClinic(service.nodes[0]?.url ?? '');
  there = clinic.owner;
  queueId = (await clinic.queue('A')).id;
  room = await clinic.counter([queueId], clinic.owner);
  push.delivered.length = 0;
  push.asked.length = 0;
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await service?.close();
  await push?.close();
});

type Person = Joined & { path: string; said: () => string[] };

/** Somebody with a name, whose telephone wants to be told. */
async function withTelephone(language = 'en', api: Api = there): Promise<Person> {
  const joined = await join(api, queueId, { patient_name: CANARY });
  const browser = push.browser();
  await yes(api.put(`/track/${joined.tracking_token}/push`, { ...browser, language }));
  const path = new URL(browser.endpoint).pathname;
  return { ...joined, path, said: () => messagesFor(path).map(({ title, body }) => `${title}. ${body}`) };
}

const messagesFor = (path: string) => push.delivered.filter((one) => one.path === path).map(({ message }) => message);

const callAndFinish = () => callAndFinishIn(queueId, room);

async function callAndFinishIn(queue: string, counter: string): Promise<void> {
  const { entry } = await callNext(clinic.owner, queue, counter);
  await yes(clinic.owner.post(`/entries/${entry.id}/service`));
  await yes(clinic.owner.post(`/entries/${entry.id}/completion`));
}

async function kept(): Promise<number> {
  const { rows } = await admin.query('SELECT FROM push_subscriptions WHERE organization_id = $1', [
    clinic.organizationId,
  ]);
  return rows.length;
}

test('a telephone is told when its person is nearly called, called, and called again, each once, and nothing afterwards', async () => {
  for (let n = 0; n < 3; n++) await join(clinic.owner, queueId);
  const person = await withTelephone();
  await callAndFinish();
  await eventually(async () =>
    expect(person.said()).toEqual(['A004: nearly your turn. Please come back to the waiting area.']),
  );
  await callAndFinish();
  await callAndFinish();
  await yes(clinic.owner.patch(`/queues/${queueId}`, { policy: { recall_pause: 0, grace: 5 } }));
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(person.said().at(-1)).toBe('A004: it is your turn. Go to Room 1'));
  await yes(clinic.owner.post(`/entries/${person.entry.id}/recalls`));
  await eventually(async () => expect(person.said()).toHaveLength(3));
  await yes(clinic.owner.post(`/entries/${person.entry.id}/service`));
  await yes(clinic.owner.post(`/entries/${person.entry.id}/completion`));

  expect(await kept()).toBe(1);
  // Nobody can take the end back any more.
  await admin.query(`UPDATE entries SET closed_at = closed_at - interval '2 minutes' WHERE id = $1`, [person.entry.id]);
  await eventually(async () => expect(await kept()).toBe(0), { within: 30_000 });
  expect(person.said()).toHaveLength(3);
}, 60_000);

test('a message holds a number and a place, is encrypted for one browser, soon over, and replaces the one before', async () => {
  const page = await (await fetch(`${service.nodes[0]?.url}/o/${clinic.slug}/t`)).text();
  const person = await withTelephone('de');
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(push.delivered).toHaveLength(1));
  const [first] = push.delivered;
  if (!first) throw new Error('one was delivered');

  expect(first.message).toEqual({
    title: 'A001: Sie sind dran',
    body: 'Bitte gehen Sie zu: Room 1',
    path: `/t/${person.tracking_token}`,
    tag: first.headers['topic'],
    urgent: true,
    language: 'de',
    direction: 'ltr',
  });
  expect(first.body.includes('A001')).toBe(false);
  expect(first.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
  expect(first.headers['topic']).toMatch(/^[\w-]{22}$/);
  expect(Number(first.headers['ttl'])).toBeLessThanOrEqual(600);
  expect(first.sender).toMatchObject({ aud: `https://${push.host}`, sub: 'mailto:no-reply@localhost' });
  expect(page).toContain(`"push_key":"${first.sender.publicKey}"`);
  // Where it lies, nobody can read it.
  const { rows } = await admin.query<{ row: string }>('SELECT s::text AS row FROM push_subscriptions s');
  expect(rows.map(({ row }) => row).join()).not.toMatch(new RegExp(`localhost|${person.path}`));
  expect(service.nodes.map((node) => node.logs()).join()).not.toContain(person.path);
});

test('what somebody sees on the page when they ask is not told once more', async () => {
  await join(clinic.owner, queueId);
  const person = await withTelephone();
  await join(clinic.owner, queueId);
  await callAndFinish();
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(person.said()).toEqual(['A002: it is your turn. Go to Room 1']));
});

test('a browser that is gone is forgotten, and one that could not be reached is told a moment later', async () => {
  const gone = await withTelephone();
  push.answerWith(410);
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(await kept()).toBe(0));
  expect(gone.said()).toEqual([]);

  await yes(clinic.owner.post(`/entries/${gone.entry.id}/no-show`));
  const busy = await withTelephone();
  push.answerWith(503);
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(busy.said()).toHaveLength(1));
  expect(push.asked).toEqual([gone.path, busy.path, busy.path]);
});

test('what a node has not said that died before it looked is said by another, once', async () => {
  const person = await withTelephone();
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(person.said()).toHaveLength(1));
  // As if nobody had: no change tells the nodes of it.
  await admin.query('UPDATE push_subscriptions SET told = NULL');
  await eventually(async () => expect(person.said()).toHaveLength(2), { within: 30_000 });
  const { rows } = await admin.query<{ told: string }>('SELECT told FROM push_subscriptions WHERE entry_id = $1', [
    person.entry.id,
  ]);
  expect(rows).toEqual([{ told: 'called 1 0' }]);
}, 60_000);

test('an address that was sealed with a key of the past is forgotten, and keeps nobody else waiting', async () => {
  const lost = await withTelephone();
  const other = await withTelephone();
  await admin.query(`UPDATE push_subscriptions SET push_address = '\\x01' || push_address WHERE entry_id = $1`, [
    lost.entry.id,
  ]);
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(await kept()).toBe(1));
  await yes(clinic.owner.post(`/entries/${lost.entry.id}/no-show`));
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(other.said()).toEqual(['A002: it is your turn. Go to Room 1']));
  expect(lost.said()).toEqual([]);
});

test('somebody who is sent on with the telephone in the pocket is called where they went', async () => {
  const other = await clinic.queue('B');
  const secondRoom = await clinic.counter([other.id], clinic.owner);
  const person = await withTelephone();
  await yes(clinic.owner.post(`/entries/${person.entry.id}/transfers`, { queue_id: other.id }));
  await callNext(clinic.owner, other.id, secondRoom);
  await eventually(async () => expect(person.said().at(-1)).toBe('A001: it is your turn. Go to Room 2'));
});

describe('a move that is taken back takes no telephone away, and tells nothing twice:', () => {
  let other: string;
  beforeEach(async () => {
    other = (await clinic.queue('B')).id;
    // Whoever is sent there is last, so that there is nothing to tell.
    for (let n = 0; n < 4; n++) await join(clinic.owner, other);
  });

  const sendOn = ({ entry }: Person) =>
    yes(clinic.owner.post(`/entries/${entry.id}/transfers`, { queue_id: other, placement: 'last' }));

  /** Until a node has looked at what there is to be told after it. */
  async function undo({ entry }: Person): Promise<void> {
    const witness = await withTelephone();
    await admin.query('UPDATE push_subscriptions SET told = NULL WHERE entry_id = $1', [witness.entry.id]);
    await yes(clinic.owner.post(`/entries/${entry.id}/undo`));
    await eventually(() => expect(witness.said()).toHaveLength(1));
  }

  test('of somebody who is called', async () => {
    const person = await withTelephone();
    await callNext(clinic.owner, queueId, room);
    await eventually(() => expect(person.said()).toEqual(['A001: it is your turn. Go to Room 1']));
    await sendOn(person);
    await undo(person);
    await yes(clinic.owner.patch(`/queues/${queueId}`, { policy: { recall_pause: 0 } }));
    await yes(clinic.owner.post(`/entries/${person.entry.id}/recalls`));
    await eventually(() => expect(person.said()).toHaveLength(2));
  });

  test.each([
    ['is cancelled', (person: Person) => yes(clinic.owner.delete(`/entries/${person.entry.id}?reason=mistake`))],
    ['is sent on', sendOn],
  ])('of somebody who is nearly called, and %s', async (_what, move) => {
    const person = await withTelephone();
    await admin.query('UPDATE push_subscriptions SET told = NULL');
    await join(clinic.owner, queueId);
    await eventually(() => expect(person.said()).toHaveLength(1));
    await move(person);
    await undo(person);
    await callNext(clinic.owner, queueId, room);
    await eventually(() => expect(person.said().at(-1)).toBe('A001: it is your turn. Go to Room 1'));
    expect(person.said()).toHaveLength(2);
  });

  test('of somebody whose visit was over', async () => {
    const person = await withTelephone();
    await callAndFinish();
    await undo(person);
    await sendOn(person);
    const secondRoom = await clinic.counter([other], clinic.owner);
    for (let n = 0; n < 4; n++) await callAndFinishIn(other, secondRoom);
    await callNext(clinic.owner, other, secondRoom);
    await eventually(() => expect(person.said().at(-1)).toBe('A001: it is your turn. Go to Room 2'));
  });
});

test('whoever is forgotten just after the visit has no telephone left', async () => {
  const person = await withTelephone();
  await callAndFinish();
  expect(await kept()).toBe(1);
  await yes(clinic.owner.post('/patients/erasures', { entry_id: person.entry.id }));
  expect(await kept()).toBe(0);
});

test('one telephone that follows a mother and her child is told of each of them', async () => {
  const browser = push.browser();
  const path = new URL(browser.endpoint).pathname;
  const [mother, child] = [await join(there, queueId), await join(there, queueId)];
  for (const { tracking_token: token } of [mother, child])
    await yes(there.put(`/track/${token}/push`, { ...browser, language: 'en' }));
  expect(await kept()).toBe(2);
  const titles = () => messagesFor(path).map(({ title }) => title);
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(titles()).toEqual(['A001: it is your turn']));
  await yes(clinic.owner.post(`/entries/${mother.entry.id}/no-show`));
  await callNext(clinic.owner, queueId, room);
  await eventually(async () => expect(titles()).toEqual(['A001: it is your turn', 'A002: it is your turn']));
});

test('whoever gives up the place is told nothing more, and a visit that is over takes no telephone', async () => {
  const person = await withTelephone();
  await yes(there.delete(`/track/${person.tracking_token}`));
  expect(await kept()).toBe(0);
  const answer = await there.put(`/track/${person.tracking_token}/push`, { ...push.browser(), language: 'en' });
  expect(answer).toMatchObject({ status: 409, body: { code: 'not_possible_now' } });
});

test('a stay has five telephones at most: the newest', async () => {
  const { tracking_token: token } = await join(clinic.owner, queueId);
  for (let n = 0; n < 7; n++) await yes(there.put(`/track/${token}/push`, { ...push.browser(), language: 'en' }));
  expect(await kept()).toBe(5);
});

test.each([
  'http://fcm.googleapis.com/fcm/send/x',
  'https://fcm.googleapis.com:8443/fcm/send/x',
  'https://fcm.googleapis.com.evil.example/x',
  'https://evil.example/?fcm.googleapis.com',
  'https://somebody@fcm.googleapis.com/fcm/send/x',
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/x',
  'https://metadata.google.internal/x',
])('%s is no push service, whoever says so', async (endpoint) => {
  const { tracking_token: token } = await join(clinic.owner, queueId);
  const answer = await there.put(`/track/${token}/push`, { ...push.browser(), endpoint, language: 'en' });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', errors: [{ path: 'body.endpoint' }] } });
  expect(await kept()).toBe(0);
});

test('a key that is no point of the curve is refused while somebody is there to hear it', async () => {
  const { tracking_token: token } = await join(clinic.owner, queueId);
  const browser = push.browser();
  const wrong = { ...browser, keys: { ...browser.keys, p256dh: 'B'.repeat(87) }, language: 'en' };
  expect((await there.put(`/track/${token}/push`, wrong)).status).toBe(400);
});

describe('whoever missed the call', () => {
  const missed = async (): Promise<Joined> => {
    const person = await join(clinic.owner, queueId);
    await callNext(clinic.owner, queueId, room);
    await yes(clinic.owner.post(`/entries/${person.entry.id}/no-show`));
    return person;
  };
  const place = (token: string) => yes(there.get<Tracked>(`/track/${token}`));

  test('waits again by themselves behind a few others, as often as the queue allows, and is told of the next call', async () => {
    const { tracking_token: token, entry } = await missed();
    for (let n = 0; n < 5; n++) await join(clinic.owner, queueId);
    expect(await place(token)).toMatchObject({ status: 'no_show', returns_left: 1 });
    expect(await yes(there.post<Tracked>(`/track/${token}/return`))).toMatchObject({
      status: 'waiting',
      position: 4,
      ticket_number: entry.ticket_number,
    });
    await yes(clinic.owner.post(`/entries/${entry.id}/calls`, { counter_id: room, reason: 'is here' }));
    expect(await place(token)).toMatchObject({ status: 'called', returns_left: 0 });
    expect((await there.post(`/track/${token}/return`)).status).toBe(409);
  });

  test('asks at the desk where the queue says so, or when it is too late', async () => {
    await yes(clinic.owner.patch(`/queues/${queueId}`, { policy: { return_limit: 0 } }));
    const { tracking_token: token, entry } = await missed();
    expect((await place(token)).returns_left).toBe(0);
    expect((await there.post(`/track/${token}/return`)).status).toBe(409);
    await yes(clinic.owner.patch(`/queues/${queueId}`, { policy: { return_limit: 1 } }));
    await admin.query(`UPDATE entries SET timer_at = now() - interval '1 second' WHERE id = $1`, [entry.id]);
    expect((await there.post(`/track/${token}/return`)).status).toBe(409);
    expect((await place(token)).status).toBe('no_show');
  });
});
