import { createHmac, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { type Realtime, startRealtime } from '../../../realtime/start-realtime.ts';
import { makeSignInLink } from '../../../server/access/sign-in-link.ts';
import { makeStoredToken } from '../../../server/access/stored-token.ts';
import { rotateKeys } from '../../../server/commands/auth/rotate-keys.ts';
import { createLivePorts } from '../../../server/live-ports.ts';
import { createWaitEstimates } from '../../../server/queries/wait-estimates.ts';
import { dial } from '../../realtime/screen.ts';
import { eventually } from '../../support/eventually.ts';
import { openService, type Service } from '../http/open-service.ts';
import { expectStatus, openOrganization, type Organization, PASSWORD } from '../http/organization.ts';

/** Every way to make, bend or reuse an access token, at both doors: a request and a socket's handshake. */

let service: Service;
let live: { url: string; realtime: Realtime; server: Server };
let clinic: Organization;
let other: Organization;
let good: { header: Header; payload: Payload };

type Header = { alg: string; typ?: string; kid?: unknown } & Record<string, unknown>;
type Payload = Record<string, unknown>;

beforeAll(async () => {
  service = await openService();
  live = await openDoor(service);
  [clinic, other] = await Promise.all([openOrganization(service), openOrganization(service)]);
  good = read(clinic.staff);
});
afterAll(async () => {
  await live.realtime.close();
  live.server.close();
  await once(live.server, 'close');
  await service.close();
});

/** The sockets of the service, with its own answer to who is listening. */
async function openDoor({ database, doors, access }: Service) {
  const server = createServer((_request, response) => response.writeHead(404).end());
  const ports = createLivePorts({
    database,
    doors,
    estimates: createWaitEstimates(doors.snapshot),
    identify: access.listener,
    forget: access.forgetWho,
    mostSockets: async () => null,
    now: Date.now,
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const realtime = await startRealtime({ server, ports, log: silent });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a server that listens on TCP
  return { url: `http://127.0.0.1:${port}`, realtime, server };
}

const read = (token: string) => {
  const [header = '', payload = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header) as Header, payload: JSON.parse(payload) as Payload };
};
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const keyOf = ({ id }: { id: string }, number = 1) => service.access.keys(id, `access-token.${number}`);

/** By hand: a library would refuse to make most of them. */
function sign(more: { header?: object; payload?: object; hash?: string; key?: KeyObject | Buffer } = {}): string {
  const text = `${encode({ ...good.header, ...more.header })}.${encode({ ...good.payload, ...more.payload })}`;
  const signature = createHmac(more.hash ?? 'sha256', more.key ?? keyOf(clinic))
    .update(text)
    .digest('base64url');
  return `${text}.${signature}`;
}

/** What each door says to a token: `in`, or why not. */
async function atBothDoors(token: string): Promise<{ request: string; socket: string }> {
  const request = await clinic.ask('GET', '/auth/me', { as: token });
  const line = dial(live.url, clinic, token);
  const socket = await new Promise<string>((resolve) => {
    line.once('connect', () => resolve('in'));
    line.once('connect_error', (error: Error & { data?: { code: string } }) =>
      resolve(error.data?.code ?? error.message),
    );
  });
  line.disconnect();
  return { request: request.status === 200 ? 'in' : (request.body?.code ?? String(request.status)), socket };
}

const taken = { request: 'in', socket: 'in' };
const refused = (code: string) => ({ request: code, socket: code });

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }));

describe('is taken', () => {
  test.each<[string, () => string]>([
    ['as it was given', () => clinic.staff],
    ['made by hand with the right key, so that the refusals below mean something', () => sign()],
    ['that begins four seconds from now: the nodes’ clocks differ', () => sign({ payload: { nbf: now() + 4 } })],
    ['that was made four seconds from now', () => sign({ payload: { iat: now() + 4, exp: now() + 604 } })],
  ])('a token %s', async (_what, token) => {
    expect(await atBothDoors(token())).toEqual(taken);
  });
});

describe('is refused', () => {
  test.each<[string, () => string, string?]>([
    // Whose key
    ["signed with another organization's key", () => sign({ key: keyOf(other) })],
    ["of another organization, with that one's key", () => other.staff, 'wrong_organization'],
    [
      "that names another organization's key and is signed with ours",
      () => sign({ header: { kid: `${other.id}.1` } }),
      'wrong_organization',
    ],
    ['of our key that says another organization', () => sign({ payload: { org: other.id } })],
    ['of a key that was never made', () => sign({ header: { kid: `${clinic.id}.2` }, key: keyOf(clinic, 2) })],
    ['that names another key than has signed it', () => sign({ header: { kid: `${clinic.id}.2` } })],
    ['signed with a key of another purpose', () => sign({ key: service.access.keys(clinic.id, 'sign-in-link') })],
    ['signed with an empty key', () => sign({ key: Buffer.alloc(0) })],

    // Which algorithm
    ['of algorithm none, without a signature', () => `${unsigned({ alg: 'none' })}.`],
    [
      'of algorithm none, with the signature of a good one',
      () => `${unsigned({ alg: 'none' })}.${signatureOf(sign())}`,
    ],
    ['of algorithm NoNe', () => `${unsigned({ alg: 'NoNe' })}.`],
    ['without an algorithm', () => sign({ header: { alg: undefined } })],
    ['of HS384 with the right key', () => sign({ header: { alg: 'HS384' }, hash: 'sha384' })],
    ['of HS512 with the right key', () => sign({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['of RS256 with a key of its own', () => byRsa(good.header)],
    ['of RS256 that says HS256', () => byRsa(good.header).replace(/^[^.]+/, encode(good.header))],
    ['of HS256 signed with a public key', () => sign({ key: publicPem })],
    [
      'of RS256 signed with a public key as if it were a secret',
      () => sign({ header: { alg: 'RS256' }, key: publicPem }),
    ],
    [
      'that brings its own key along',
      () => byRsa({ ...good.header, jwk: publicKey.export({ format: 'jwk' }), jku: 'http://127.0.0.1/keys', x5u: 'x' }),
    ],

    // Which key, in strange letters
    ['without a key', () => sign({ header: { kid: undefined } })],
    ['whose key is no text', () => sign({ header: { kid: { number: 1 } } })],
    ['whose key is a path', () => sign({ header: { kid: '../../../../dev/null' }, key: Buffer.alloc(0) })],
    [
      'whose key is a path behind an organization',
      () => sign({ header: { kid: `${clinic.id}.1/../../etc/hostname` } }),
    ],
    ['whose key is SQL', () => sign({ header: { kid: `${clinic.id}.1' OR '1'='1` } })],
    ['whose key is SQL from the start', () => sign({ header: { kid: `' UNION SELECT 1 --` } })],
    ['whose key has a line behind it', () => sign({ header: { kid: `${clinic.id}.1\n` } })],
    ['whose key begins with a nought', () => sign({ header: { kid: `${clinic.id}.01` } })],
    ['whose key is number nought', () => sign({ header: { kid: `${clinic.id}.0` }, key: keyOf(clinic, 0) })],
    ['whose key is below nought', () => sign({ header: { kid: `${clinic.id}.-1` }, key: keyOf(clinic, -1) })],
    ['whose key is half a number', () => sign({ header: { kid: `${clinic.id}.1.5` }, key: keyOf(clinic, 1.5) })],
    ['whose key has no end', () => sign({ header: { kid: `${clinic.id}.${'9'.repeat(400)}` } })],
    ['whose key has no number', () => sign({ header: { kid: clinic.id } })],
    ['whose key is in capital letters', () => sign({ header: { kid: `${clinic.id.toUpperCase()}.1` } })],

    // When
    ['that ended a second ago', () => sign({ payload: { iat: now() - 601, exp: now() - 1 } }), 'token_expired'],
    ['that ended yesterday', () => sign({ payload: { iat: now() - 87_000, exp: now() - 86_400 } }), 'token_expired'],
    ['without an end', () => sign({ payload: { exp: undefined } })],
    ['whose end is a text', () => sign({ payload: { exp: '2999-01-01' } })],
    ['whose end is in ten years', () => sign({ payload: { exp: now() + 315_000_000 } })],
    ['that is good for a second too long', () => sign({ payload: { iat: now(), exp: now() + 601 } })],
    ['that began an hour ago and has not ended', () => sign({ payload: { iat: now() - 3_600 } }), 'token_expired'],
    ['that does not say when it was made', () => sign({ payload: { iat: undefined } })],
    ['that begins in a minute', () => sign({ payload: { nbf: now() + 60 } })],
    ['that begins in ten seconds', () => sign({ payload: { nbf: now() + 10 } })],
    ['that was made in a minute', () => sign({ payload: { iat: now() + 60, exp: now() + 660 } })],
    ['that was made in ten seconds', () => sign({ payload: { iat: now() + 10, exp: now() + 610 } })],

    // For what
    ['for another audience', () => sign({ payload: { aud: 'waitlessq-sign-in' } })],
    ['for no audience', () => sign({ payload: { aud: undefined } })],
    ['of another issuer', () => sign({ payload: { iss: 'somebody' } })],
    ['of no issuer', () => sign({ payload: { iss: undefined } })],
    ['of another type', () => sign({ header: { typ: 'JWT' } })],
    ['of the type of sign-in links', () => sign({ header: { typ: 'sign-in+jwt' } })],
    ['without a type', () => sign({ header: { typ: undefined } })],
    [
      'that is a sign-in link',
      () => makeSignInLink(service.access.keys, { organizationId: clinic.id, userId: clinic.user.id, seconds: 60 }),
    ],
    ['that is a refresh token', () => clinic.signedUp.refresh_token],
    ['that is the code of a device', () => makeStoredToken('device-code', clinic.id, randomUUID()).token],
    ['that is an invitation', () => makeStoredToken('invitation', clinic.id, randomUUID()).token],
    ['that is a link to a new password', () => makeStoredToken('password-reset', clinic.id, randomUUID()).token],

    // Who
    ['of somebody who does not exist', () => sign({ payload: { sub: randomUUID() } })],
    ['of somebody else in this sign-in', () => sign({ payload: { sub: clinic.signedUp.user.id } })],
    ['of a sign-in that does not exist', () => sign({ payload: { sid: randomUUID() } })],
    ['of a sign-in of somebody else', () => sign({ payload: { sid: read(clinic.owner).payload['sid'] } })],
    ['of a sign-in of another organization', () => sign({ payload: { sid: read(other.staff).payload['sid'] } })],
    ['of a role that does not exist', () => sign({ payload: { role: 'god' } })],
    ['whose payload was changed afterwards', () => changed({ role: 'owner' })],
    ['whose user is SQL', () => sign({ payload: { sub: `' OR 1=1 --` } })],

    // What at all
    ['that is longer than any of ours', () => sign({ payload: { more: 'x'.repeat(2_000) } })],
    ['that is nothing', () => 'x'],
    ['of two parts', () => sign().split('.').slice(0, 2).join('.')],
    ['of four parts', () => `${sign()}.x`],
    ['whose parts are no JSON', () => 'bm8.bm8.bm8'],
    ['with another letter in its signature', () => withOtherLetter(sign())],
  ])('a token %s', async (_what, token, code = 'unauthenticated') => {
    expect(await atBothDoors(token())).toEqual(refused(code));
  });

  test('a token of a key that has been rotated away, and one of its sign-in after a renewal is taken', async () => {
    const moved = await openOrganization(service);
    const ask = async (as: string) => (await moved.ask('GET', '/auth/me', { as })).body.code ?? 'in';
    const listen = (token: string) =>
      service.access.listener(moved.slug, token).then(
        () => 'in',
        ({ code }: { code: string }) => code,
      );
    expect([await ask(moved.owner), await listen(moved.owner)]).toEqual(['in', 'in']);
    await service.doors.transact({ kind: 'system', organizationId: moved.id, id: null }, (tx) =>
      rotateKeys(tx, { overlapSeconds: 0 }),
    );
    await eventually(async () => {
      expect([await ask(moved.owner), await listen(moved.owner)]).toEqual(['unauthenticated', 'unauthenticated']);
    });
    const { refresh_token } = moved.signedUp;
    const renewed = await expectStatus(200, moved.ask('POST', '/auth/refresh', { as: null, body: { refresh_token } }));
    expect([await ask(renewed.body.access_token), await listen(renewed.body.access_token)]).toEqual(['in', 'in']);
  });

  test('a token of a sign-in whose refresh token was replayed', async () => {
    const body = { email: clinic.email, password: PASSWORD };
    const begun = (await expectStatus(200, clinic.ask('POST', '/auth/login', { as: null, body }))).body;
    const renew = (refreshToken: string) =>
      clinic.ask('POST', '/auth/refresh', { as: null, body: { refresh_token: refreshToken } });
    const second = (await expectStatus(200, renew(begun.refresh_token))).body;
    const third = (await expectStatus(200, renew(second.refresh_token))).body;
    expect(await atBothDoors(third.access_token)).toEqual(taken);
    expect((await renew(begun.refresh_token)).body.code).toBe('unauthenticated');
    for (const token of [begun, second, third].map(({ access_token: accessToken }) => accessToken))
      expect(await atBothDoors(token)).toEqual(refused('unauthenticated'));
    await service.settled();
    const { data } = (await expectStatus(200, clinic.ask('GET', '/security-log'))).body;
    expect(data.filter(({ event }: { event: string }) => event === 'refresh_token_reused')).toHaveLength(1);
  });
});

test('every refusal is the same, byte for byte, whatever is wrong', async () => {
  const tokens = [
    sign({ key: keyOf(other) }),
    sign({ payload: { sub: randomUUID() } }),
    'x',
    sign({ header: { typ: 'x' } }),
  ];
  const said = new Set<string>();
  for (const as of tokens) {
    const { text, body, headers } = await clinic.ask('GET', '/auth/me', { as });
    said.add(`${headers.get('WWW-Authenticate')} ${text.replace(body.request_id, '')}`);
  }
  expect(said.size).toBe(1);
});

test('the role is the one that the database knows, whatever the token says', async () => {
  const as = sign({ payload: { role: 'owner' } });
  expect((await clinic.ask('GET', '/auth/me', { as })).body.role).toBe('staff');
  expect((await clinic.ask('GET', '/users', { as })).body.code).toBe('not_permitted');
});

function unsigned(header: object): string {
  return `${encode({ ...good.header, ...header })}.${encode(good.payload)}`;
}

function signatureOf(token: string): string {
  return token.split('.')[2] ?? '';
}

function byRsa(header: object): string {
  return jwt.sign(good.payload, privateKey, { algorithm: 'RS256', header: { ...header, alg: 'RS256' } });
}

function changed(payload: object): string {
  const [header = '', , signature = ''] = sign().split('.');
  return [header, encode({ ...good.payload, ...payload }), signature].join('.');
}

function withOtherLetter(token: string): string {
  const place = token.lastIndexOf('.') + 5;
  return token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1);
}
