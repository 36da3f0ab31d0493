import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { io } from 'socket.io-client';
import type { SocketProblem } from '../../realtime/contract/problem.ts';
import { eventually } from '../support/eventually.ts';
import { openService, signUpClinic, type Clinic, type Service } from '../support/service.ts';

/** Which pages may open a socket at a real node, and where it leads. */

const BASE = 'queues.example';
let service: Service;
let clinic: Clinic;
let other: Clinic;
let admin: pg.Client;

beforeAll(async () => {
  service = await openService({
    nodes: 1,
    env: { BASE_DOMAIN: BASE, PUBLIC_URL: 'https://start.example', LOG_LEVEL: 'info' },
  });
  clinic = await signUpClinic(service.nodes[0]?.url ?? '');
  other = await signUpClinic(service.nodes[0]?.url ?? '');
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
  for (const [id, host] of [
    [clinic.organizationId, 'queue.clinic.example'],
    [other.organizationId, 'queue.other.example'],
  ])
    await admin.query(
      `INSERT INTO control.domains (organization_id, id, host, challenge, verified_at, checked_at, created_at) VALUES ($1, $2, $3, 'x', now(), now(), now())`,
      [id, randomUUID(), host],
    );
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

/** `in`, the code of the refusal, or `closed` for a line that was not even opened. */
function enter(slug: string, token: string, headers: Record<string, string>): Promise<string> {
  const url = service.nodes[0]?.url ?? '';
  return new Promise((resolve) => {
    const line = io(`${url}/org/${slug}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
      auth: { token },
    });
    const say = (outcome: string) => {
      line.disconnect();
      resolve(outcome);
    };
    line.once('connect', () => say('in'));
    line.once('connect_error', (error: Error & { data?: SocketProblem }) => say(error.data?.code ?? 'closed'));
  });
}

const asOwner = (headers: Record<string, string>) => enter(clinic.slug, clinic.ownerToken, headers);

test('pages of the own hosts come in, and those who are no browser', async () => {
  expect(await asOwner({})).toBe('in');
  for (const origin of ['https://start.example', 'https://queue.clinic.example', `https://${clinic.slug}.${BASE}`])
    expect([origin, await asOwner({ origin })]).toEqual([origin, 'in']);
  expect(await asOwner({ host: 'queue.clinic.example', origin: 'https://queue.clinic.example' })).toBe('in');
});

test('strange pages hear nothing at all, not even with a credential', async () => {
  for (const origin of [
    'https://evil.example',
    'null',
    `https://nobody.${BASE}`,
    'https://queue.clinic.example.evil.example',
  ])
    expect([origin, await asOwner({ origin })]).toEqual([origin, 'closed']);
  expect(await asOwner({ host: 'evil@start.example' })).toBe('closed');
});

test("another organization's page or host leads nowhere, whatever credential it has", async () => {
  expect(await asOwner({ origin: 'https://queue.other.example' })).toBe('wrong_organization');
  expect(await asOwner({ origin: `https://${other.slug}.${BASE}` })).toBe('wrong_organization');
  expect(await asOwner({ host: 'queue.other.example' })).toBe('ambiguous_organization');
  expect(await asOwner({ host: `nobody.${BASE}` })).toBe('unknown_organization');
  expect(await enter(other.slug, clinic.ownerToken, { origin: 'https://queue.other.example' })).toBe(
    'wrong_organization',
  );
});

test('the log says which organization a socket was of', async () => {
  await eventually(async () => {
    const logs = service.nodes[0]?.logs() ?? '';
    expect(logs).toMatch(new RegExp(`"organization":"${clinic.organizationId}".*a socket was let in`));
    expect(logs).toMatch(new RegExp(`/org/${clinic.slug}.*ambiguous_organization.*a socket was refused`));
    expect(logs).not.toContain(clinic.ownerToken);
  });
});

test('a host that is given up is closed to its pages within seconds', async () => {
  await admin.query(`UPDATE control.domains SET released_at = now() WHERE host = 'queue.clinic.example'`);
  await eventually(async () => expect(await asOwner({ origin: 'https://queue.clinic.example' })).toBe('closed'), {
    within: 8_000,
  });
});
