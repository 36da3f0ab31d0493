import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { apiOf, yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openMailServer, textOf, type MailServer } from '../support/mail-server.ts';
import { openService, signUpClinic, type Clinic, type Service } from '../support/service.ts';

/** Somebody is invited by letter, works at one node, and is limited and sent away at another: two real nodes, a mail server, sockets. */

let mail: MailServer;
let service: Service;
let clinic: Clinic;
let here: string;
let there: string;
const lines: Socket[] = [];

beforeAll(async () => {
  mail = await openMailServer();
  service = await openService({ nodes: 2, env: { SMTP_URL: mail.url, PUBLIC_URL: 'https://queues.example' } });
  [here, there] = service.nodes.map(({ url }) => url) as [string, string]; // two were asked for
  clinic = await signUpClinic(here);
});
afterAll(async () => {
  for (const line of lines) line.disconnect();
  await service?.close();
  await mail?.close();
});

async function listen(on: string, token: string): Promise<Socket> {
  const line = io(`${on}/org/${clinic.slug}`, { transports: ['websocket'], forceNew: true, auth: { token } });
  lines.push(line);
  await new Promise<void>((resolve, reject) => {
    line.once('connect', resolve);
    line.once('connect_error', reject);
  });
  // For a moment after a change of rights the door says "try again", as the screens do.
  line.on('connect_error', ({ message }) => {
    if (message === 'unavailable') line.connect();
  });
  return line;
}
const watch = (line: Socket, queueId: string) => line.timeout(3_000).emitWithAck('queue:watch', { queue_id: queueId });

test('from the letter to the door, on both nodes', async () => {
  const [own, other] = [await clinic.queue('A'), await clinic.queue('B')];
  await yes(clinic.owner.post('/invitations', { email: 'ina@clinic.example', role: 'staff' }));
  await eventually(() => expect(mail.received).toHaveLength(1));
  expect(mail.received[0]?.to).toEqual(['ina@clinic.example']);
  const link = textOf(mail.received[0]?.message ?? '');
  const token = new RegExp(`https://queues\\.example/o/${clinic.slug}/account#invitation=(inv_[\\w-]+)`).exec(
    link,
  )?.[1];

  const accepted = await yes(
    apiOf(there, { slug: clinic.slug }).post<Tokens>('/auth/invitation/acceptance', {
      invitation_token: token,
      name: 'Ina',
      password: 'a hippopotamus sings at noon',
    }),
  );
  const ina = apiOf(there, { token: accepted.access_token });
  await yes(ina.get(`/queues/${other.id}`));
  const line = await listen(there, accepted.access_token);
  expect(await watch(line, other.id)).toMatchObject({ ok: true });

  // Limited on one node: the other one has read it anew when it has heard of it, which is long before its memory is old.
  const user = `/users/${accepted.user.id}`;
  const closed = new Promise((resolve) => line.once('disconnect', resolve));
  const began = performance.now();
  await yes(clinic.owner.patch(user, { queue_ids: [own.id] }));
  await closed;
  expect((await ina.get(`/queues/${other.id}`)).status).toBe(404);
  expect(performance.now() - began).toBeLessThan(1_500);
  await eventually(() => expect(line.connected).toBe(true), { within: 10_000 });
  expect(await watch(line, other.id)).toMatchObject({ ok: false, problem: { code: 'not_permitted' } });
  expect(await watch(line, own.id)).toMatchObject({ ok: true });

  // A link to a new password, from the screen of somebody who is not signed in.
  await yes(apiOf(there, { slug: clinic.slug }).post('/auth/password-reset', { email: 'ina@clinic.example' }));
  await eventually(() => expect(mail.received).toHaveLength(2));
  const reset = /#reset=(rst_[\w-]+)/.exec(textOf(mail.received[1]?.message ?? ''))?.[1];
  const ended = new Promise((resolve) => line.once('disconnect', resolve));
  await yes(
    apiOf(here, { slug: clinic.slug }).post('/auth/password', {
      reset_token: reset,
      password: 'a walrus reads the newspaper',
    }),
  );
  await ended;
  expect((await ina.get('/auth/me')).status).toBe(401);
});

test('a key hears what it may on one node, and nothing once it was revoked on the other', async () => {
  const admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise'`);
  await admin.end();
  const queue = await clinic.queue('K');
  type Made = { key: string; api_key: { id: string } };
  const { key, api_key: made } = await yes(
    clinic.owner.post<Made>('/api-keys', { name: 'Wall', scopes: ['queue.watch'] }),
  );
  const line = await listen(there, key);
  const board = await watch(line, queue.id);
  expect(board).toMatchObject({ ok: true, mode: 'board' });
  expect(board.board.queue).not.toHaveProperty('capacity');
  const told = new Promise((resolve) => line.once('session:control', resolve));
  await yes(clinic.owner.delete(`/api-keys/${made.id}`));
  expect(await told).toEqual({ code: 'revoked' });
  expect((await apiOf(there, { token: key }).get(`/queues/${queue.id}/board`)).status).toBe(401);
});

test('no address, name, password or link stands in the logs of the nodes', async () => {
  const written = service.nodes.map((node) => node.logs()).join('');
  for (const secret of ['ina@clinic.example', 'Ina', 'hippopotamus', 'walrus', /(inv|rst)_[\w-]{20}/, /wlq_[\w-]{20}/])
    expect(written).not.toMatch(secret);
});
