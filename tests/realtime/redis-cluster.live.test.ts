import { startRedis } from '../support/redis.ts';
import { startRedisCluster, type RedisCluster } from '../support/redis-cluster.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { allShow, heardEverythingOnce, openTwoNodes } from './two-nodes.ts';
import { openWard } from './ward.ts';

/** Three masters, each with a replica. All changes take the one master that has our channels, and that one goes. */
const ward = openWard();
let cluster: RedisCluster;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  cluster = await startRedisCluster();
});
afterEach(() => ward.close());
afterAll(async () => {
  await cluster?.stop();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** A second for the head check, and some for a machine that is busy. */
const HEAD_CHECK = 2_000;
/** Too soon for a head check three times in a row: it was told by the other node. */
const TOLD = 300;
/** The cluster takes a second to miss its master and one or two to agree on another. */
const BACK_WITHIN = 20_000;

async function open(headCheckEvery?: number) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const limits = headCheckEvery === undefined ? {} : { headCheckEvery };
  return { queue, ...(await openTwoNodes(ward, clinic, queue, { redisUrl: cluster.url, limits })) };
}

test('what is done on one node is heard on the other', async () => {
  const { queue, here, there, screensHere, screensThere } = await open(60_000);
  for (const node of [here, there, here]) {
    node.realtime.publish([queue.join()]);
    await allShow(queue, screensHere, 3_000);
    await allShow(queue, screensThere, 3_000);
  }
  heardEverythingOnce(queue, screensHere, screensThere);
});

type Nodes = Awaited<ReturnType<typeof open>>;

/** People come all the time, until the other node is told of three in a row. @returns how late it was at worst, and until when */
async function untilToldAgain({ queue, here, screensHere, screensThere }: Nodes) {
  const began = performance.now();
  let inTime = 0;
  let latest = 0;
  while (inTime < 3) {
    here.realtime.publish([queue.join()]);
    await allShow(queue, screensHere, 1_000);
    const took = await allShow(queue, screensThere, HEAD_CHECK);
    latest = Math.max(latest, took);
    inTime = took < TOLD ? inTime + 1 : 0;
    if (performance.now() - began > BACK_WITHIN) throw new Error('the other node is not told any more');
  }
  return { latest: Math.round(latest), backAfter: Math.round(performance.now() - began) };
}

async function everybodyIsCurrent(nodes: Nodes): Promise<void> {
  await eventually(
    () => expect([nodes.here, nodes.there].map((node) => node.realtime.stats().redis)).toEqual(['ready', 'ready']),
    { within: BACK_WITHIN },
  );
  heardEverythingOnce(nodes.queue, nodes.screensHere, nodes.screensThere);
}

function say(what: string, { latest, backAfter }: { latest: number; backAfter: number }): void {
  console.log(
    `Master of the channels ${what}: latest ${latest} ms, told again after ${backAfter} ms, lost 0, doubled 0`,
  );
}

test('the master of the channels is killed: screens follow by the head check until its replica has taken over', async () => {
  const nodes = await open();
  const { master } = await cluster.holders();
  await master.kill();
  try {
    say('killed', await untilToldAgain(nodes));
    expect((await cluster.holders()).master).not.toBe(master);
  } finally {
    await master.start();
  }
  await everybodyIsCurrent(nodes);
});

test('the master of the channels hangs', async () => {
  const nodes = await open();
  const { master } = await eventually(() => cluster.holders(), { within: BACK_WITHIN });
  master.pause();
  try {
    say('hung', await untilToldAgain(nodes));
  } finally {
    master.resume();
  }
  await everybodyIsCurrent(nodes);
});

test('the master of the channels hands over', async () => {
  const nodes = await open();
  await eventually(() => cluster.handOver(), { within: BACK_WITHIN });
  say('handed over', await untilToldAgain(nodes));
  await everybodyIsCurrent(nodes);
});

test('the channels move to another master', async () => {
  const nodes = await open();
  await cluster.moveChannels();
  say('changed', await untilToldAgain(nodes));
  await everybodyIsCurrent(nodes);
});

test('a node may start while the master of the channels is being replaced', async () => {
  const { master } = await eventually(() => cluster.holders(), { within: BACK_WITHIN });
  await master.kill();
  try {
    const clinic = openPaperClinic();
    const node = await ward.node(clinic, { redisUrl: cluster.url, limits: { redisStart: BACK_WITHIN } });
    await eventually(() => expect(node.realtime.stats().redis).toBe('ready'), { within: BACK_WITHIN });
  } finally {
    await master.start();
  }
});

test('closing a node is no outage', async () => {
  const { here } = await open();
  await ward.close();
  expect(here.logged.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('several addresses that are no cluster are refused in one sentence', async () => {
  const redis = await startRedis();
  try {
    const start = ward.node(openPaperClinic(), { redisUrl: `${redis.url},${redis.url}`, limits: { redisStart: 500 } });
    await expect(start).rejects.toThrow(/^Redis at \S+, \S+ cannot be used: .*cluster support disabled/);
  } finally {
    await redis.stop();
  }
});
