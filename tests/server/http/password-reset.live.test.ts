import pg from 'pg';
import type { Letter } from '../../../server/integrations/mail/send-mail.ts';
import type { Answer } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from './organization.ts';

/** Somebody who forgot the password gets a link by e-mail or from a colleague, and nobody learns who has an account. */

const NEW = 'a walrus reads the newspaper';
let service: Service;
let clinic: Organization;
let admin: pg.Client;
const letters: Letter[] = [];

beforeAll(async () => {
  service = await openService({
    publicUrl: 'https://queues.example',
    sendMail: async (letter) => {
      letters.push(letter);
      return true;
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
beforeEach(() => {
  letters.length = 0;
});

let people = 0;
async function hire(role = 'staff'): Promise<{ id: string; email: string; token: string }> {
  const email = `person-${++people}@forgetful.example`;
  const { id } = await clinic.make('/users', { name: 'Fay', email, password: PASSWORD, role });
  return { id, email, token: await signIn(email, PASSWORD) };
}
const login = (email: string, password: string) =>
  clinic.ask('POST', '/auth/login', { as: null, body: { email, password } });
const signIn = async (email: string, password: string): Promise<string> =>
  (await expectStatus(200, login(email, password))).body.access_token;
const ask = (email: string, at: Organization = clinic) =>
  at.ask('POST', '/auth/password-reset', { as: null, body: { email } });
const reset = (token: string, password = NEW, at: Organization = clinic) =>
  at.ask('POST', '/auth/password', { as: null, body: { reset_token: token, password } });
const tokenIn = (text: string) => /#reset=(rst_[\w-]+)/.exec(text)?.[1] ?? '';
async function lettered(email: string): Promise<string> {
  await expectStatus(202, ask(email));
  await service.settled();
  return tokenIn(letters.at(-1)?.text ?? '');
}
const code = ({ status, body }: Answer) => [status, body?.code];
const USED = [410, 'link_used'];

test('the link in the letter sets a new password, ends every sign-in, and works once', async () => {
  const fay = await hire();
  const token = await lettered(fay.email.toUpperCase());
  expect(letters[0]).toMatchObject({ to: fay.email });
  expect(letters[0]?.text).toContain(`https://queues.example/o/${clinic.slug}/account#reset=rst_`);
  await expectStatus(204, reset(token));
  expect(service.ended.at(-1)).toEqual({ how: 'readmit', who: { kind: 'user', id: fay.id } });
  expect((await clinic.ask('GET', '/auth/me', { as: fay.token })).status).toBe(401);
  expect((await login(fay.email, PASSWORD)).status).toBe(401);
  await signIn(fay.email, NEW);
  expect(code(await reset(token))).toEqual(USED);
});

test('a stranger is answered the same, and nothing is sent', async () => {
  const fay = await hire();
  const known = await ask(fay.email);
  const unknown = await ask('nobody@forgetful.example');
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  await expectStatus(204, clinic.ask('DELETE', `/users/${fay.id}`));
  await service.settled();
  const closed = await ask(fay.email);
  expect([closed.status, closed.text]).toEqual([known.status, known.text]);
  await service.settled();
  expect(letters.map(({ to }) => to)).toEqual([fay.email]);
});

test('nobody ends the link that an administrator handed over by asking for another', async () => {
  const { id, email } = await hire();
  const { link } = (await expectStatus(201, clinic.ask('POST', `/users/${id}/password-reset`))).body;
  const strangers = await lettered(email);
  await expectStatus(204, reset(tokenIn(link)));
  expect(code(await reset(strangers))).toEqual(USED);
});

test('of many links that are used at once, one sets the password', async () => {
  const { id } = await hire();
  const made = await Promise.all(Array.from({ length: 5 }, () => clinic.ask('POST', `/users/${id}/password-reset`)));
  const answers = await Promise.all(made.map(({ body }) => reset(tokenIn(body.link))));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410, 410, 410, 410]);
});

test('of ten who use one link at once, one sets the password', async () => {
  const { email } = await hire();
  const token = await lettered(email);
  const words = Array.from({ length: 10 }, (_, n) => `${NEW} number ${n}`);
  const answers = await Promise.all(words.map((password) => reset(token, password)));
  const winners = words.filter((_, n) => answers[n]?.status === 204);
  expect(winners).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 410)).toHaveLength(9);
  await signIn(email, winners[0] ?? '');
});

test('a password that attackers know is not taken, and the link stays good', async () => {
  const token = await lettered((await hire()).email);
  expect(code(await reset(token, 'password1234'))).toEqual([400, 'weak_password']);
  await expectStatus(204, reset(token));
});

test('a link ends after half an hour', async () => {
  const { id, email } = await hire();
  const token = await lettered(email);
  const { rows } = await admin.query(
    `SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM password_resets WHERE user_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ seconds: 1800 }]);
  await admin.query(`UPDATE password_resets SET expires_at = now() WHERE user_id = $1`, [id]);
  expect(code(await reset(token))).toEqual(USED);
});

test('a link is worth nothing in another organization, altered, or for a closed account', async () => {
  const { id, email } = await hire();
  const token = await lettered(email);
  expect(code(await reset(token, NEW, await openOrganization(service)))).toEqual(USED);
  expect(code(await reset(`${token.slice(0, -2)}AA`))).toEqual(USED);
  expect(code(await reset(token.replace('rst_', 'inv_')))).toEqual(USED);
  await expectStatus(204, clinic.ask('DELETE', `/users/${id}`));
  expect(code(await reset(token))).toEqual(USED);
});

test('a link ends when the password was changed in another way', async () => {
  const { id, email } = await hire();
  const token = await lettered(email);
  await expectStatus(200, clinic.ask('PATCH', `/users/${id}`, { body: { password: 'a heron stands in the rain' } }));
  expect(code(await reset(token))).toEqual(USED);
});

test('an administrator hands a link over, but not for an owner', async () => {
  const [fay, boss] = [await hire(), await hire('admin')];
  const made = await expectStatus(201, clinic.ask('POST', `/users/${fay.id}/password-reset`, { as: boss.token }));
  expect(made.body).toMatchObject({ mailed: true, expires_in: 1800 });
  await expectStatus(204, reset(tokenIn(made.body.link)));
  const owner = `/users/${clinic.signedUp.user.id}/password-reset`;
  expect(code(await clinic.ask('POST', owner, { as: boss.token }))).toEqual([403, 'not_permitted']);
  const manager = await hire('manager');
  expect((await clinic.ask('POST', `/users/${fay.id}/password-reset`, { as: manager.token })).status).toBe(403);
  const other = await openOrganization(service);
  expect((await clinic.ask('POST', `/users/${other.user.id}/password-reset`)).status).toBe(404);
});

test('a letter box is not filled, and nobody is told that it is not', async () => {
  const { email } = await hire();
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(email)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(202));
  await service.settled();
  expect(letters.map(({ to }) => to)).toEqual(Array(5).fill(email));
});

test('the host that somebody asked for is not in the letter', async () => {
  const { email } = await hire();
  const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' };
  await expectStatus(202, clinic.ask('POST', '/auth/password-reset', { as: null, body: { email }, headers }));
  await service.settled();
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).not.toContain('evil');
});

test('what was done is written down, and no token is', async () => {
  const { id, email } = await hire();
  await expectStatus(201, clinic.ask('POST', `/users/${id}/password-reset`));
  const token = await lettered(email);
  await expectStatus(204, reset(token));
  const { rows } = await admin.query(`SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY id`, [id]);
  expect(rows.map(({ action }) => action)).toEqual(['user.created', 'password.reset_link_made', 'password.reset']);
  const said = service.logged.join('');
  for (const secret of [token, 'rst_', email, NEW]) expect(said).not.toContain(secret);
});
