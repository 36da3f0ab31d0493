import { io, Manager } from 'socket.io-client';
import { Refusal } from '../../models/rules/refusal.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { refusedAtTheDoor, type Line } from './screen.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

const north = openPaperClinic();
const south = openPaperClinic();

test('each refusal says why, whether the organization was heard of on this node before or not', async () => {
  const node = await ward.node([north, south]);
  const code = async (clinic: { slug: string }, token: unknown) =>
    (await refusedAtTheDoor(ward.dial(node, clinic, token))).code;

  for (const round of ['nobody was here yet', 'somebody was here']) {
    if (round === 'somebody was here') await ward.screen(node, north, north.staff());
    expect(await code(north, south.staff())).toBe('wrong_organization');
    expect(await code(north, 'no such token')).toBe('unauthenticated');
    expect(await code(north, north.staff({ expires_at: Date.now() - 1 }))).toBe('token_expired');
    expect(await code(north, { a: 'thing' })).toBe('invalid_input');
    expect(await code(north, 'x'.repeat(5_000))).toBe('invalid_input');
    expect(await code({ slug: 'nobody-knows-it' }, north.staff())).toBe('unknown_organization');
  }
  expect(node.realtime.stats().sockets).toBe(1);
});

test('who names no organization, or the nodes’ own place, stays outside', async () => {
  const node = await ward.node(north);
  for (const path of ['/', '/nodes', '/org/', '/org/UPPER', '/org/a/b', '/_0']) {
    const line = io(`${node.url}${path}`, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token: north.staff() },
    });
    const refused = await new Promise((resolve, reject) => {
      line.once('connect_error', () => resolve(true));
      line.once('connect', () => reject(new Error(`${path} let somebody in`)));
    });
    line.disconnect();
    expect(refused).toBe(true);
  }
});

test('a database that cannot tell who it is is no reason to stay away', async () => {
  const node = await ward.node(north);
  const { identify } = node.ports;
  node.ports.identify = () => Promise.reject(new Error('the database is being restarted'));
  expect((await refusedAtTheDoor(ward.dial(node, north, north.staff()))).code).toBe('unavailable');
  node.ports.identify = identify;
  await ward.screen(node, north, north.staff());
});

test('names that do not exist cannot fill the memory', async () => {
  const node = await ward.node(north, { limits: { strangeNames: 2 } });
  const outcomes: string[] = [];
  for (const slug of ['strange-1', 'strange-1', 'strange-2', 'strange-3', 'strange-2']) {
    const line = ward.dial(node, { slug }, 'token');
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
      line.once('connect_error', resolve),
    );
    outcomes.push(error.data?.code ?? 'no reason');
    line.disconnect();
  }
  const known = 'unknown_organization';
  expect(outcomes).toEqual([known, known, known, 'no reason', known]);
  await ward.screen(node, north, north.staff());
});

test('nor can names with a token that cannot be read', async () => {
  const node = await ward.node(north, { limits: { strangeNames: 2 } });
  const outcomes: string[] = [];
  for (const slug of ['strange-1', 'strange-2', 'strange-3']) {
    const line = ward.dial(node, { slug }, { a: 'thing' });
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
      line.once('connect_error', resolve),
    );
    outcomes.push(error.data?.code ?? 'no reason');
    line.disconnect();
  }
  expect(outcomes).toEqual(['invalid_input', 'invalid_input', 'no reason']);
});

test('only WebSockets are spoken, and only where the origin is welcome', async () => {
  const node = await ward.node(north, {
    mayConnect: ({ headers }) => {
      if (headers.origin === 'https://breaks.example') throw new Error('cannot tell');
      return headers.origin === 'https://north.example';
    },
  });
  const polling = await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`);
  expect(polling.status).toBe(400);

  const opened: Line[] = [];
  const from = (origin: string) =>
    new Promise<string>((resolve) => {
      const line: Line = io(`${node.url}/org/${north.slug}`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { origin },
        auth: { token: north.staff() },
      });
      line.once('connect', () => resolve('in'));
      line.once('connect_error', () => resolve('out'));
      opened.push(line);
    });
  expect(await from('https://north.example')).toBe('in');
  expect(await from('https://evil.example')).toBe('out');
  expect(await from('https://breaks.example')).toBe('out');
  for (const line of opened) line.disconnect();
});

test('one line carries a few organizations and no more', async () => {
  const clinics = [north, south, openPaperClinic(), openPaperClinic()];
  const node = await ward.node(clinics, { limits: { namespacesPerConnection: 3 } });
  const manager = new Manager(node.url, { transports: ['websocket'], reconnection: false });
  const outcomes: string[] = [];
  for (const clinic of clinics) {
    const socket = manager.socket(`/org/${clinic.slug}`, { auth: { token: clinic.staff() } });
    outcomes.push(
      await new Promise((resolve) => {
        socket.once('connect', () => resolve('in'));
        socket.once('connect_error', (error) => resolve((error as { data?: { code: string } }).data?.code ?? 'out'));
      }),
    );
  }
  expect(outcomes).toEqual(['in', 'in', 'in', 'too_many_requests']);
  manager._close();

  // All at once, before the first of them is through the door.
  const hasty = new Manager(node.url, { transports: ['websocket'], reconnection: false });
  for (const clinic of clinics) hasty.socket(`/org/${clinic.slug}`, { auth: { token: clinic.staff() } });
  await new Promise((resolve) => hasty.once('close', resolve));
  await eventually(() => expect(node.realtime.stats()).toMatchObject({ connections: 0, sockets: 0 }));
});

test('a suspended organization is said to be', async () => {
  const node = await ward.node(north);
  node.ports.identify = () => Promise.reject(new Refusal('organization_suspended'));
  expect(await refusedAtTheDoor(ward.dial(node, north, north.staff()))).toEqual({
    code: 'organization_suspended',
    title: expect.any(String),
  });
});

test('a line that never says where it wants to go is closed', async () => {
  const node = await ward.node(north, { limits: { introduction: 100 } });
  const manager = new Manager(node.url, { transports: ['websocket'], reconnection: false });
  const closed = new Promise((resolve) => manager.once('close', resolve));
  manager.open();
  await closed;
  await eventually(() => expect(node.realtime.stats().connections).toBe(0));
});
