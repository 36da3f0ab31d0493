import { Refusal } from '../../models/rules/refusal.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

/** Fast enough for a test, and in the same proportions. */
const QUICK = { headCheckEvery: 50, sweepEvery: 50, headEvery: 200 };

test('a burst reaches everybody in few frames, and every call in it is heard once', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic);
  const display = await ward.screen(node, clinic, clinic.display(queue, 'TV 1'));
  await display.watch(queue.id);
  for (let person = 0; person < 30; person += 1) node.realtime.publish([queue.join(), queue.call(), queue.finish()]);
  await eventually(() => expect(display.board(queue.id)).toEqual(queue.board('public')));
  expect(display.frames.length).toBeLessThanOrEqual(4);
  expect(display.events).toEqual(queue.log().flatMap(({ public: { events } }) => events));
  expect(display.doubled()).toBe(0);
});

test('a publish that never happened is delivered by the head check', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: QUICK });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  const staff = await ward.screen(node, clinic, clinic.staff());
  await Promise.all([phone.watch(queue.id), staff.watch(queue.id)]);
  // Committed, and then the node that did it died.
  queue.join();
  queue.call();
  await eventually(() => {
    expect(phone.board(queue.id)).toEqual(queue.board('public'));
    expect(staff.board(queue.id)).toEqual(queue.board('staff'));
  });
  expect(phone.events.map(({ type }) => type)).toEqual(['entry.joined', 'entry.called']);
  expect(phone.modes).toEqual(['board']);
});

test('within a second at the real pace', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic);
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  queue.join();
  await eventually(() => expect(phone.board(queue.id)).toEqual(queue.board('public')), { within: 2_500 });
});

test('all queues together are checked with one query', async () => {
  const clinic = openPaperClinic();
  const node = await ward.node(clinic, { limits: { headCheckEvery: 100 } });
  const staff = await ward.screen(node, clinic, clinic.staff());
  const queues = Array.from({ length: 10 }, () => clinic.openQueue());
  await Promise.all(queues.map(({ id }) => staff.watch(id)));
  const asked: number[] = [];
  const { heads } = node.ports;
  node.ports.heads = (some) => {
    asked.push(some.length);
    return heads(some);
  };
  await eventually(() => expect(asked.length).toBeGreaterThanOrEqual(2));
  expect(new Set(asked)).toEqual(new Set([10]));
});

test('a restored backup reaches every screen as a new board', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  queue.join();
  const node = await ward.node(clinic, { limits: QUICK });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  queue.restore();
  await eventually(() => expect(phone.board(queue.id)).toEqual(queue.board('public')));
  expect(phone.modes).toEqual(['board', 'board']);
});

test('a screen that lost a frame on the way hears the head and asks again', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: QUICK });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  // As if the frame had not arrived.
  const listeners = phone.line.listeners('queue:changed');
  phone.line.off('queue:changed');
  node.realtime.publish([queue.join()]);
  await eventually(() => expect(phone.board(queue.id)).toEqual(queue.board('public')));
  expect(phone.modes).toEqual(['board', 'changes']);
  for (const listener of listeners) phone.line.on('queue:changed', listener);
});

test('a quiet queue tells where it is from time to time', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: QUICK });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  const heads: object[] = [];
  phone.line.on('queue:head', (head) => heads.push(head));
  await phone.watch(queue.id);
  await eventually(() => expect(heads.length).toBeGreaterThanOrEqual(2));
  const { epoch, version } = queue.board('public');
  expect(heads[0]).toEqual({ queue_id: queue.id, epoch, version });
});

test('a head check that fails is tried again, and said once', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: QUICK });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  const { heads } = node.ports;
  let failures = 0;
  node.ports.heads = () => {
    failures += 1;
    return Promise.reject(new Error('the database is being restarted'));
  };
  queue.join();
  await eventually(() => expect(failures).toBeGreaterThan(2));
  node.ports.heads = heads;
  await eventually(() => expect(phone.board(queue.id)).toEqual(queue.board('public')));
  await eventually(() => expect(node.logged.map(({ message }) => message)).toContain('works again'));
  expect(node.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
});

test('a queue nobody listens to any more is forgotten', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: { ...QUICK, keepUnheardFor: 100 } });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  expect(node.realtime.stats().streams).toBe(1);
  phone.close();
  await eventually(() => expect(node.realtime.stats()).toMatchObject({ streams: 0, connections: 0 }));
});

describe('how long it will take', () => {
  const limits = { ...QUICK, estimateEvery: 100, estimateAnywayEvery: 300 };

  test('is told to the public when it changed in minutes, and at once to whoever comes later', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const node = await ward.node(clinic, { limits });
    node.waits[queue.id] = [[3, 8]];
    const waits = async () => {
      const phone = await ward.screen(node, clinic, clinic.patient(queue));
      const told: unknown[] = [];
      phone.line.on('queue:estimated', (estimated) => told.push(estimated.waits));
      await phone.watch(queue.id);
      return told;
    };
    const early = await waits();
    await eventually(() => expect(early).toEqual([[[3, 8]]]));
    const late = await waits();
    await eventually(() => expect(late).toEqual([[[3, 8]]]));

    // Something happens and it takes as long as before: nothing to say.
    const before = node.asked.estimate;
    node.realtime.publish([queue.join()]);
    await eventually(() => expect(node.asked.estimate).toBeGreaterThan(before));
    node.waits[queue.id] = [[5, 12]];
    await eventually(() => expect(early).toEqual([[[3, 8]], [[5, 12]]]));
  });

  test('a queue that was removed under its listeners keeps nobody else from theirs', async () => {
    const clinic = openPaperClinic();
    const [removed, queue] = [clinic.openQueue(), clinic.openQueue()];
    const node = await ward.node(clinic, { limits });
    // Its last listener keeps the stream alive; every estimate of it fails.
    node.ports.estimate = async (_organizationId, queueId) => {
      if (queueId === removed.id) throw new Refusal('not_found');
      return { epoch: queue.board('public').epoch, version: 0, waits: [[3, 8]] };
    };
    const left = await ward.screen(node, clinic, clinic.patient(removed));
    await left.watch(removed.id);
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    const told: unknown[] = [];
    phone.line.on('queue:estimated', (estimated) => told.push(estimated.waits));
    await phone.watch(queue.id);
    await eventually(() => expect(told).toEqual([[[3, 8]]]));
  });

  test('is not asked for while only staff look', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const node = await ward.node(clinic, { limits });
    const staff = await ward.screen(node, clinic, clinic.staff());
    await staff.watch(queue.id);
    const before = node.asked.heads;
    await eventually(() => expect(node.asked.heads).toBeGreaterThan(before + 3));
    expect(node.asked.estimate).toBe(0);
  });
});
