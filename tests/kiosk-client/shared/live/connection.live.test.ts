import { happens } from '../paper-page.ts';
import { signal } from '@preact/signals';
import {
  openConnection,
  type Connection,
  type ConnectionOptions,
} from '../../../../kiosk-client/shared/live/connection.ts';
import { watchBoard, type LiveBoard, type News } from '../../../../kiosk-client/shared/live/use-board.ts';
import type { PublicBoard } from '../../../../realtime/contract/board.ts';
import { openPaperClinic, type PaperClinic, type PaperQueue } from '../../../realtime/paper-clinic.ts';
import { openWard } from '../../../realtime/ward.ts';
import { eventually } from '../../../support/eventually.ts';
import { openOneAddress } from './one-address.ts';

const ward = openWard();
const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await ward.close();
});

test('shows the board at once and each change as it happens, and tells every event once', async () => {
  const { clinic, queue, node } = await openClinic();
  const { live, news } = watch(dial(node, clinic, clinic.patient(queue)), queue);
  await eventually(() => expect(live.value).toMatchObject({ status: 'live', board: queue.board('public') }));

  for (const change of [queue.join(), queue.call(), queue.finish()]) node.realtime.publish([change]);
  await eventually(() => expect(live.value.board).toEqual(queue.board('public')));
  expect(news.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
    'entry.joined',
    'entry.called',
    'entry.finished',
  ]);
  expect(news.some(({ replayed }) => replayed)).toBe(false);
  expect(live.value.asOf?.getTime()).toBeGreaterThan(Date.now() - 5_000);
});

test('knows how long the waiting takes', async () => {
  const { clinic, queue, node } = await openClinic();
  node.waits[queue.id] = [[5, 15]];
  const { live } = watch(dial(node, clinic, clinic.patient(queue)), queue);
  await eventually(() => expect(live.value.waits).toEqual([[5, 15]]));
});

test('after a broken line it catches up, and says of what it missed that it is no longer new', async () => {
  const { clinic, queue, node } = await openClinic();
  const address = await oneAddress(node);
  const connection = dial(address, clinic, clinic.display(queue, 'TV 1'), { kind: 'staff' });
  const { live, news } = watch(connection, queue);
  await eventually(() => expect(live.value.status).toBe('live'));

  address.cut();
  await eventually(() => expect(connection.status.value).toBe('reconnecting'));
  node.realtime.publish([queue.join()]);
  await eventually(() => expect(live.value.board).toEqual(queue.board('public')));
  expect(news.map(({ replayed }) => replayed)).toEqual([true]);
  expect(connection.status.value).toBe('live');
});

test('when its node goes away it opens the new line before it gives up the old one', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const [old, fresh] = [await ward.node(clinic), await ward.node(clinic)];
  const address = await oneAddress(old);
  const connection = dial(address, clinic, clinic.patient(queue));
  const { live, news } = watch(connection, queue);
  await eventually(() => expect(live.value.status).toBe('live'));
  const seen = new Set<string>();
  closing.push(connection.status.subscribe((status) => void seen.add(status)));

  address.leadTo(fresh);
  await old.realtime.drain(2_000);
  await eventually(() => expect(fresh.realtime.stats().sockets).toBe(1));
  fresh.realtime.publish([queue.join()]);
  await eventually(() => expect(live.value.board).toEqual(queue.board('public')));
  expect([...seen]).toEqual(['live']);
  expect(news).toHaveLength(1);
  expect(address.connections).toBe(1);
});

test('a token that has expired is renewed once, and the line comes up', async () => {
  const { clinic, queue, node } = await openClinic();
  const token = signal(clinic.staff({ expires_at: Date.now() - 1 }));
  const renew = jest.fn(async () => (token.value = clinic.staff()));
  const connection = dial(node, clinic, () => token.value, { kind: 'staff', renew });
  watch(connection, queue);
  await eventually(() => expect(connection.status.value).toBe('live'));
  expect(renew).toHaveBeenCalledTimes(1);
});

test('when the session is over it stops trying, and begins again after the next sign-in', async () => {
  const { clinic, queue, node } = await openClinic();
  const token = signal(clinic.staff({ expires_at: Date.now() - 1 }));
  const connection = dial(node, clinic, () => token.value, { kind: 'staff', renew: async () => null });
  const { live } = watch(connection, queue);
  await eventually(() => expect(connection.status.value).toBe('refused'));
  expect(connection.problem.value?.code).toBe('token_expired');

  token.value = clinic.staff();
  await eventually(() => expect(live.value.status).toBe('live'));
  expect(connection.problem.value).toBeNull();
});

test('a fresh token is given to the server on the living line', async () => {
  const { clinic, queue, node } = await openClinic();
  const id = '0198a000-0000-7000-8000-00000000000a';
  const token = signal(clinic.staff({ id, expires_at: Date.now() + 60_000 }));
  const connection = dial(node, clinic, () => token.value, { kind: 'staff' });
  watch(connection, queue);
  await eventually(() => expect(connection.status.value).toBe('live'));
  const before = node.asked.identify;
  token.value = clinic.staff({ id, expires_at: Date.now() + 600_000 });
  await eventually(() => expect(node.asked.identify).toBe(before + 1));
  expect(connection.status.value).toBe('live');
});

test('a credential of another organization is refused, and not tried again', async () => {
  const [clinic, other] = [openPaperClinic(), openPaperClinic()];
  const queue = other.openQueue();
  const node = await ward.node([clinic, other]);
  const connection = dial(node, clinic, other.patient(queue));
  await eventually(() => expect(connection.status.value).toBe('refused'));
  expect(connection.problem.value?.code).toBe('wrong_organization');
});

test('a revoked screen says so and stays away', async () => {
  const { clinic, queue, node } = await openClinic();
  const id = '0198a000-0000-7000-8000-00000000000b';
  const connection = dial(node, clinic, clinic.patient(queue, { id }));
  const { live } = watch(connection, queue);
  await eventually(() => expect(live.value.status).toBe('live'));
  node.realtime.revoke(clinic.organizationId, { kind: 'patient', id });
  await eventually(() => expect(connection.problem.value?.code).toBe('revoked'));
  await eventually(() => expect(node.realtime.stats().sockets).toBe(0));
  expect(connection.status.value).toBe('refused');
});

test('a phone that is looked at again asks whether it missed something', async () => {
  const { clinic, queue, node } = await openClinic({ headCheckEvery: 60_000 });
  const { live } = watch(dial(node, clinic, clinic.patient(queue)), queue);
  await eventually(() => expect(live.value.status).toBe('live'));
  const watched = live.value.asOf?.getTime() ?? 0;
  happens('visibilitychange');
  await eventually(() => expect(live.value.asOf?.getTime()).toBeGreaterThan(watched));
});

test('where sockets are blocked it reads the board over HTTP, and then only whether it has changed', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  jest.useFakeTimers();
  closing.push(() => void jest.useRealTimers());
  const asked: (string | null)[] = [];
  const http = jest.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
    const known = new Headers(init?.headers).get('If-None-Match');
    asked.push(known);
    expect(path).toBe(`/api/v1/queues/${queue.id}/board`);
    const headers = { ETag: `"${queue.board('public').epoch}.${queue.board('public').version}"` };
    return known === headers.ETag
      ? new Response(null, { status: 304, headers })
      : Response.json(queue.board('public'), { headers });
  });
  closing.push(() => http.mockRestore());

  // Nobody listens at port 9, "discard".
  const { live } = watch(dial({ url: 'http://127.0.0.1:9' }, clinic, clinic.patient(queue)), queue);
  await jest.advanceTimersByTimeAsync(6_100);
  expect(live.value).toMatchObject({ status: 'live', board: queue.board('public') });
  queue.join();
  await jest.advanceTimersByTimeAsync(40_100);
  expect(live.value.board).toEqual(queue.board('public'));
  expect(asked).toEqual([null, expect.any(String), expect.any(String)]);

  http.mockRejectedValue(new TypeError('fetch failed'));
  await jest.advanceTimersByTimeAsync(31_000);
  expect(live.value.status).toBe('stale');
});

test('where the plan has no place for one more phone it reads the board over HTTP, and goes on trying', async () => {
  const { clinic, queue, node } = await openClinic();
  clinic.plan.sockets = 1; // the one that is kept for the staff
  const http = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(queue.board('public')));
  closing.push(() => http.mockRestore());
  const connection = dial(node, clinic, clinic.patient(queue));
  const { live } = watch(connection, queue);
  await eventually(() => expect(live.value.board).toEqual(queue.board('public')), { within: 10_000 });
  expect(connection.status.value).toBe('connecting');
  expect(connection.problem.value).toBeNull();
  const staff = dial(node, clinic, clinic.staff(), { kind: 'staff' });
  await eventually(() => expect(staff.status.value).toBe('live'));
});

async function openClinic(limits: Record<string, number> = {}) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  return { clinic, queue, node: await ward.node(clinic, { limits }) };
}

function dial(
  { url }: { url: string },
  { slug }: PaperClinic,
  token: string | (() => string | null),
  more: Partial<ConnectionOptions> = {},
): Connection {
  const give = typeof token === 'string' ? () => token : token;
  const connection = openConnection({ kind: 'patient', slug, origin: url, token: give, ...more });
  closing.push(() => connection.close());
  return connection;
}

function watch(connection: Connection, queue: PaperQueue): { live: LiveBoard<PublicBoard>; news: News<PublicBoard>[] } {
  const live = watchBoard<PublicBoard>(connection, queue.id);
  const news: News<PublicBoard>[] = [];
  live.onEvents((each) => news.push(each));
  closing.push(() => live.stop());
  return { live, news };
}

async function oneAddress(node: { url: string }) {
  const address = await openOneAddress(node);
  closing.push(() => address.close());
  return address;
}
