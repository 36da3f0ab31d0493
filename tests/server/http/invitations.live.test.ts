import pg from 'pg';
import type { Letter } from '../../../server/integrations/mail/send-mail.ts';
import { send, type Answer, type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** Somebody is asked to become a user, and becomes one, once. */

let service: Service;
let clinic: Organization;
let admin: pg.Client;
const letters: Letter[] = [];
let mailWorks = true;

beforeAll(async () => {
  service = await openService({
    publicUrl: 'https://queues.example',
    sendMail: async (letter) => {
      letters.push(letter);
      return mailWorks;
    },
  });
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

let people = 0;
const address = () => `person-${++people}@invited.example`;
const invite = async (body: object = {}, as?: string): Promise<Json> =>
  (
    await expectStatus(
      201,
      clinic.ask('POST', '/invitations', { body: { email: address(), role: 'staff', ...body }, ...(as && { as }) }),
    )
  ).body;
const tokenOf = ({ link }: { link: string }) => link.split('#invitation=')[1] ?? '';
const lookUp = (token: string) =>
  clinic.ask('POST', '/auth/invitation', { as: null, body: { invitation_token: token } });
const accept = (token: string, more: object = {}): Promise<Answer> =>
  clinic.ask('POST', '/auth/invitation/acceptance', {
    as: null,
    body: { invitation_token: token, name: 'Ina', password: 'a hippopotamus sings at noon', ...more },
  });
const code = ({ status, body }: Answer) => [status, body?.code];
const USED = [410, 'link_used'];
const signIn = async (email: string, password = PASSWORD): Promise<string> =>
  (await expectStatus(200, clinic.ask('POST', '/auth/login', { as: null, body: { email, password } }))).body
    .access_token;
const hire = async (role: string): Promise<{ id: string; token: string; email: string }> => {
  const email = address();
  const { id } = await clinic.make('/users', { name: role, email, password: PASSWORD, role });
  return { id, email, token: await signIn(email) };
};

test('the invited person reads what it is about, chooses a password and is in', async () => {
  const made = await invite({
    email: 'Ina@Invited.example',
    name: 'Ina',
    role: 'manager',
    queue_ids: [clinic.queue.id],
  });
  expect(made).toMatchObject({
    mailed: true,
    invitation: {
      email: 'ina@invited.example',
      role: 'manager',
      invited_by: clinic.signedUp.user.id,
      accepted_at: null,
    },
  });
  expect(made.link).toMatch(new RegExp(`^https://queues.example/o/${clinic.slug}/account#invitation=inv_[\\w-]{87}$`));
  expect(letters.at(-1)).toMatchObject({ to: 'ina@invited.example', text: expect.stringContaining(made.link) });

  const read = await expectStatus(200, lookUp(tokenOf(made)));
  expect(read.body).toMatchObject({ email: 'ina@invited.example', name: 'Ina', organization: `Clinic ${clinic.slug}` });
  const accepted = await expectStatus(201, accept(tokenOf(made)));
  expect(accepted.body.user).toMatchObject({ role: 'manager', queue_ids: [clinic.queue.id], office_ids: [] });
  expect(accepted.headers.get('Set-Cookie')).toContain(`refresh-${clinic.slug}=`);
  expect((await clinic.ask('GET', '/auth/me', { as: accepted.body.access_token })).body.email).toBe(
    'ina@invited.example',
  );
  expect((await clinic.ask('GET', '/queues', { as: accepted.body.access_token })).body.data).toHaveLength(1);
  await signIn('ina@invited.example', 'a hippopotamus sings at noon');
});

test('of ten who open the same link at once, one becomes the user', async () => {
  const token = tokenOf(await invite());
  const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array(9).fill(410)]);
  expect(code(await lookUp(token))).toEqual(USED);
});

describe('a link is worth nothing', () => {
  const expectWorthless = async (token: string) => {
    expect([code(await lookUp(token)), code(await accept(token))]).toEqual([USED, USED]);
  };

  test('after seven days, and then there may be another invitation', async () => {
    const email = address();
    const made = await invite({ email });
    expect(Date.parse(made.invitation.expires_at) - Date.now()).toBeGreaterThan(6.99 * 86_400_000);
    expect(code(await clinic.ask('POST', '/invitations', { body: { email, role: 'staff' } }))).toEqual([
      409,
      'already_taken',
    ]);
    await admin.query(`UPDATE invitations SET expires_at = now() WHERE id = $1`, [made.invitation.id]);
    await expectWorthless(tokenOf(made));
    await expectStatus(201, accept(tokenOf(await invite({ email }))));
  });

  test('once the invitation was revoked', async () => {
    const made = await invite();
    await expectStatus(204, clinic.ask('DELETE', `/invitations/${made.invitation.id}`));
    await expectStatus(204, clinic.ask('DELETE', `/invitations/${made.invitation.id}`));
    await expectWorthless(tokenOf(made));
    expect(code(await clinic.ask('POST', `/invitations/${made.invitation.id}/link`))).toEqual([
      409,
      'not_possible_now',
    ]);
  });

  test('once there is a new one', async () => {
    const first = await invite();
    const second = (await expectStatus(201, clinic.ask('POST', `/invitations/${first.invitation.id}/link`))).body;
    expect(second.invitation.id).toBe(first.invitation.id);
    await expectWorthless(tokenOf(first));
    await expectStatus(201, accept(tokenOf(second)));
    expect(code(await clinic.ask('DELETE', `/invitations/${first.invitation.id}`))).toEqual([409, 'not_possible_now']);
  });

  test('in another organization, altered, or invented', async () => {
    const made = await invite();
    const token = tokenOf(made);
    const other = await openOrganization(service);
    const elsewhere = (path: string, body: object) => other.ask('POST', path, { as: null, body });
    expect(code(await elsewhere('/auth/invitation', { invitation_token: token }))).toEqual(USED);
    expect(
      code(await elsewhere('/auth/invitation/acceptance', { invitation_token: token, name: 'x', password: PASSWORD })),
    ).toEqual(USED);
    await expectWorthless(`${token.slice(0, -2)}AA`);
    await expectWorthless(token.replace('inv_', 'rst_'));
    await expectWorthless('nonsense');
    await expectStatus(201, accept(token));
  });

  test('when the one who invited was sent away or could not invite so high any more', async () => {
    const boss = await hire('admin');
    const high = await invite({ role: 'admin' }, boss.token);
    const low = await invite({ role: 'staff' }, boss.token);
    await expectStatus(200, clinic.ask('PATCH', `/users/${boss.id}`, { body: { role: 'staff' } }));
    await expectWorthless(tokenOf(high));
    await expectWorthless(tokenOf(low));
    await expectStatus(200, clinic.ask('PATCH', `/users/${boss.id}`, { body: { role: 'admin' } }));
    await expectStatus(204, clinic.ask('DELETE', `/users/${boss.id}`));
    await expectWorthless(tokenOf(high));
    // Whoever makes a new link stands for it.
    const again = await expectStatus(201, clinic.ask('POST', `/invitations/${high.invitation.id}/link`));
    await expectStatus(201, accept(tokenOf(again.body)));
  });

  test('when everything it was limited to has been closed', async () => {
    const queue = await clinic.make('/queues', { name: 'Gone', prefix: 'G', office_id: clinic.office.id });
    const partly = await invite({ queue_ids: [queue.id, clinic.queue.id] });
    const wholly = await invite({ queue_ids: [queue.id] });
    await expectStatus(204, clinic.ask('DELETE', `/queues/${queue.id}`));
    expect((await expectStatus(201, accept(tokenOf(partly)))).body.user.queue_ids).toEqual([clinic.queue.id]);
    expect(code(await accept(tokenOf(wholly)))).toEqual(USED);
  });
});

describe('nobody invites', () => {
  test('above the own role', async () => {
    const boss = await hire('admin');
    const asked = clinic.ask('POST', '/invitations', { as: boss.token, body: { email: address(), role: 'owner' } });
    expect(code(await asked)).toEqual([403, 'not_permitted']);
    const owners = await invite({ role: 'owner' });
    const path = `/invitations/${owners.invitation.id}`;
    expect(code(await clinic.ask('POST', `${path}/link`, { as: boss.token }))).toEqual([403, 'not_permitted']);
    expect(code(await clinic.ask('DELETE', path, { as: boss.token }))).toEqual([403, 'not_permitted']);
  });

  test('without the right to', async () => {
    const { token } = await hire('manager');
    expect(
      (await clinic.ask('POST', '/invitations', { as: token, body: { email: address(), role: 'viewer' } })).status,
    ).toBe(403);
    expect((await clinic.ask('GET', '/invitations', { as: token })).status).toBe(403);
  });

  test('somebody who has an account', async () => {
    const asked = clinic.ask('POST', '/invitations', { body: { email: clinic.email.toUpperCase(), role: 'staff' } });
    expect(code(await asked)).toEqual([409, 'already_taken']);
  });

  test("to another organization's queues, nor an administrator to some", async () => {
    const other = await openOrganization(service);
    const body = { email: address(), role: 'staff', queue_ids: [other.queue.id] };
    expect(code(await clinic.ask('POST', '/invitations', { body }))).toEqual([404, 'not_found']);
    const limited = { email: address(), role: 'admin', queue_ids: [clinic.queue.id] };
    expect(code(await clinic.ask('POST', '/invitations', { body: limited }))).toEqual([400, 'invalid_input']);
    const theirs = (await other.make('/invitations', { email: address(), role: 'staff' })).invitation;
    expect((await clinic.ask('DELETE', `/invitations/${theirs.id}`)).status).toBe(404);
    expect((await clinic.ask('POST', `/invitations/${theirs.id}/link`)).status).toBe(404);
    expect((await clinic.ask('GET', '/invitations?limit=200')).text).not.toContain(theirs.id);
  });
});

test('a password that attackers know, or that is made of the own name, is not taken', async () => {
  const token = tokenOf(await invite());
  for (const password of ['password1234', 'qwertyuiop123', `Clinic ${clinic.slug}`])
    expect(code(await accept(token, { password }))).toEqual([400, 'weak_password']);
  await expectStatus(201, accept(token));
});

test('the plan counts those who accept', async () => {
  const full = await openOrganization(service);
  const make = async () => (await full.make('/invitations', { email: address(), role: 'staff' })) as { link: string };
  const [first, second] = [await make(), await make()];
  // The owner and one more are there already.
  await admin.query(`UPDATE control.organizations SET limits = '{"users": 3}' WHERE id = $1`, [full.id]);
  const asked = await Promise.all(
    [first, second].map((made) =>
      full.ask('POST', '/auth/invitation/acceptance', {
        as: null,
        body: { invitation_token: tokenOf(made), name: 'X', password: 'a hippopotamus sings at noon' },
      }),
    ),
  );
  expect(asked.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 403]);
  expect(asked.find(({ status }) => status === 403)?.body.code).toBe('plan_limit');
});

test('without a mail server, or with one that fails, the link is handed over', async () => {
  mailWorks = false;
  const made = await invite();
  mailWorks = true;
  expect(made.mailed).toBe(false);
  await expectStatus(200, lookUp(tokenOf(made)));
});

test('a letter box of somebody who never asked is not filled: the link is handed over instead', async () => {
  const { invitation } = await invite();
  const mailed = [];
  for (let n = 0; n < 6; n++)
    mailed.push(
      (await expectStatus(201, clinic.ask('POST', `/invitations/${invitation.id}/link`))).body.mailed as boolean,
    );
  expect(mailed).toEqual([true, true, true, true, false, false]);
  expect(letters.filter(({ to }) => to === invitation.email)).toHaveLength(5);
  expect((await invite()).mailed).toBe(true);
});

test('an organization does not write letters to the whole world', async () => {
  const sent: Letter[] = [];
  const few = await openService({
    publicUrl: 'https://queues.example',
    limits: { letters_here: { points: 3, seconds: 60 } },
    sendMail: async (letter) => sent.push(letter) > 0,
  });
  try {
    const [spammer, quiet] = [await openOrganization(few), await openOrganization(few)];
    const write = async (from: Organization, email: string) =>
      (await from.make('/invitations', { email, role: 'staff' })).mailed as boolean;
    const mailed = [];
    for (let n = 0; n < 5; n++) mailed.push(await write(spammer, `stranger-${n}@world.example`));
    expect(mailed).toEqual([true, true, true, false, false]);
    expect(await write(quiet, 'colleague@world.example')).toBe(true);
  } finally {
    await few.close();
  }
});

test('what was done is written down, and no token is', async () => {
  const made = await invite();
  await accept(tokenOf(made));
  const gone = await invite();
  await expectStatus(204, clinic.ask('DELETE', `/invitations/${gone.invitation.id}`));
  const { rows } = await admin.query(
    `SELECT action, actor_kind, actor_name, before, after FROM audit_log WHERE organization_id = $1 ORDER BY id`,
    [clinic.id],
  );
  const actions = rows.map(({ action, actor_kind }) => `${action} ${actor_kind}`);
  for (const action of [
    'invitation.made user',
    'invitation.accepted public',
    'invitation.revoked user',
    'invitation.renewed user',
  ])
    expect(actions).toContain(action);
  const { rows: stored } = await admin.query(`SELECT * FROM invitations`);
  for (const text of [JSON.stringify(rows), JSON.stringify(stored), service.logged.join('')]) {
    expect(text).not.toContain(tokenOf(made));
    expect(text).not.toContain('inv_');
  }
});

test('a link that was pasted into an address is not in the log', async () => {
  const made = await invite();
  await send(service.url, 'GET', `/o/${clinic.slug}/api/v1/${tokenOf(made)}`);
  expect(service.logged.join('')).toContain('inv_***');
  expect(service.logged.join('')).not.toContain(tokenOf(made));
});
