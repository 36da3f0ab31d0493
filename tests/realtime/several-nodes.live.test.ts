import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Limits } from '../../realtime/limits.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis, type Redis } from '../support/redis.ts';
import { openPaperClinic, type PaperClinic, type PaperQueue } from './paper-clinic.ts';
import { allShow, heardEverythingOnce, openTwoNodes } from './two-nodes.ts';
import { openWard } from './ward.ts';

const ward = openWard();
let redis: Redis;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  redis = await startRedis();
});
afterEach(() => ward.close());
afterAll(async () => {
  await redis.stop();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

const openTwo = (clinic: PaperClinic, queue: PaperQueue, limits: Partial<Limits> = {}, limitsThere = limits) =>
  openTwoNodes(ward, clinic, queue, { redisUrl: redis.url, limits, limitsThere });

test('what is done on one node is heard on the other, also by a node without listeners of its own', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { here, there, screensHere, screensThere } = await openTwo(clinic, queue, { headCheckEvery: 60_000 });
  const silent = await ward.node(clinic, { redisUrl: redis.url });
  for (const node of [here, there, silent, here]) {
    node.realtime.publish([queue.join()]);
    await allShow(queue, screensHere, 3_000);
    await allShow(queue, screensThere, 3_000);
  }
  heardEverythingOnce(queue, screensHere, screensThere);
  expect(silent.realtime.stats().streams).toBe(0);
});

test('two nodes that command the same queue at once are heard in one order everywhere', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { here, there, screensHere, screensThere } = await openTwo(clinic, queue);
  for (let round = 0; round < 100; round += 1) {
    const [first, second] = [queue.join(), queue.call()];
    // The second commits later and is published earlier.
    there.realtime.publish([second]);
    here.realtime.publish([first]);
    if (round % 10 === 0) await allShow(queue, screensThere, 2_000);
  }
  await allShow(queue, screensHere, 2_000);
  await allShow(queue, screensThere, 2_000);
  heardEverythingOnce(queue, screensHere, screensThere);
});

describe.each([
  ['killed', () => redis.kill(), () => redis.start()],
  ['hung', async () => redis.pause(), async () => redis.resume()],
])('while Redis is %s', (_how, takeAway, bringBack) => {
  test('this node delivers at once, the other by its head check, and both are quick again afterwards', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    // Without a head check of its own this node cannot owe its speed to anything but local delivery.
    const { here, there, screensHere, screensThere } = await openTwo(clinic, queue, { headCheckEvery: 60_000 }, {});
    await takeAway();
    try {
      for (let round = 0; round < 4; round += 1) {
        here.realtime.publish([queue.join()]);
        await allShow(queue, screensHere, 1_000);
        await allShow(queue, screensThere, 2_000);
      }
      await eventually(() => expect(here.realtime.stats().redis).toBe('away'));
    } finally {
      await bringBack();
    }
    await eventually(() =>
      expect([here, there].map((node) => node.realtime.stats().redis)).toEqual(['ready', 'ready']),
    );
    await eventually(
      async () => {
        here.realtime.publish([queue.join()]);
        await allShow(queue, screensThere, 300);
      },
      { within: 10_000 },
    );
    heardEverythingOnce(queue, screensHere, screensThere);
  });
});

test('a node can be closed while Redis is away', async () => {
  const clinic = openPaperClinic();
  const node = await ward.node(clinic, { redisUrl: redis.url });
  await redis.kill();
  await eventually(() => expect(node.realtime.stats().redis).toBe('away'));
  await ward.close();
  await redis.start();
  expect(node.logged).toHaveLength(1);
});

test('closing a node is no outage', async () => {
  const node = await ward.node(openPaperClinic(), { redisUrl: redis.url });
  await ward.close();
  expect(node.logged).toEqual([]);
});

describe('somebody whose access is taken away', () => {
  test('is closed on every node within two seconds, once', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const { here, there } = await openTwo(clinic, queue, { sweepEvery: 50 });
    const token = clinic.staff({ id: 'dismissed' });
    const staff = await ward.screen(there, clinic, token);
    const began = performance.now();
    const closed = new Promise((resolve) => staff.line.once('disconnect', resolve));
    const told: string[] = [];
    staff.line.on('session:control', ({ code }) => told.push(code));
    staff.line.io.reconnection(false);
    clinic.credentials.delete(token);
    here.realtime.revoke(clinic.organizationId, { kind: 'user', id: 'dismissed' });
    await closed;
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(told).toEqual(['revoked']);
    expect(there.realtime.stats().sockets).toBe(2);
  });

  test('is closed as soon as Redis is back', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const { here, there } = await openTwo(clinic, queue, { sweepEvery: 50 });
    const staff = await ward.screen(there, clinic, clinic.staff({ id: 'dismissed' }));
    staff.line.io.reconnection(false);
    const closed = new Promise((resolve) => staff.line.once('disconnect', resolve));
    await redis.kill();
    await eventually(() => expect(here.realtime.stats().redis).toBe('away'));
    here.realtime.revoke(clinic.organizationId, { kind: 'user', id: 'dismissed' });
    await redis.start();
    await closed;
  });
});

test('staff on one node learn what a display on another has announced', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { here, screensThere } = await openTwo(clinic, queue);
  const display = await ward.screen(here, clinic, clinic.display(queue, 'TV 2'));
  await display.watch(queue.id);
  const told = new Promise((resolve) => screensThere.staff.line.once('display:heard', resolve));
  await display.say('display:announced', { queue_id: queue.id, version: 3 });
  expect(await told).toMatchObject({ version: 3, device_name: 'TV 2' });
});

describe('a node does not start, and says why in one sentence', () => {
  const start = (redisUrl: string) => ward.node(openPaperClinic(), { redisUrl, limits: { redisStart: 500 } });

  test('when nobody listens at the address of Redis', async () => {
    const port = await freePort();
    await expect(start(`redis://user:secret@127.0.0.1:${port}`)).rejects.toThrow(
      `Redis at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
  });

  test('when somebody listens and never answers', async () => {
    const port = await freePort();
    const server = createServer((socket) => socket.resume()).listen(port, '127.0.0.1');
    await once(server, 'listening');
    await expect(start(`redis://127.0.0.1:${port}`)).rejects.toThrow(
      `Redis at 127.0.0.1:${port} cannot be used: no answer`,
    );
    server.close();
    await once(server, 'close');
  });
});

test('whose rights have changed is read anew on every node, once', async () => {
  const clinic = openPaperClinic();
  const { here, there } = await openTwo(clinic, clinic.openQueue());
  const who = { kind: 'user', id: clinic.organizationId } as const;
  here.realtime.readmit(clinic.organizationId, who);
  const order = [{ organizationId: clinic.organizationId, who }];
  expect(here.forgotten).toEqual(order);
  await eventually(() => expect(there.forgotten).toEqual(order));
  // It is said again, because a message may be lost; the rights are not read again each time.
  await eventually(() => expect(there.asked.heads).toBeGreaterThan(2), { within: 8_000 });
  expect([here.forgotten, there.forgotten]).toEqual([order, order]);
});
