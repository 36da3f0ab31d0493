import { Connection } from '../../realtime/connection.ts';
import type { CommittedChange } from '../../realtime/contract/change.ts';
import { streamRoom } from '../../realtime/rooms.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic, type PaperQueue } from './paper-clinic.ts';
import { webSocketOf } from './screen.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(async () => {
  jest.restoreAllMocks();
  await ward.close();
});

const versions = ({ frames }: { frames: { prev: number; version: number }[] }) =>
  frames.map(({ prev, version }) => [prev, version]);

/** A change whose frame has about so many bytes, not all of them ASCII. */
function saying(queue: PaperQueue, bytes: number): CommittedChange {
  const change = queue.join();
  const [entry] = change.staff.set;
  if (entry === undefined) throw new Error('nobody has joined');
  return { ...change, staff: { ...change.staff, set: [{ ...entry, note: 'ü'.repeat(bytes / 2) }] } };
}

describe.each([
  { way: 'with frames that all share', sharedFrames: true },
  { way: "the library's own way", sharedFrames: false },
])('a large room, $way', ({ sharedFrames }) => {
  test('everybody hears everything once and in order, though they are spoken to in parts', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const node = await ward.node(clinic, { sharedFrames, limits: { fanOutPart: 3, joinWithin: 1 } });
    const written = jest.spyOn(Connection.prototype, 'writeShared');
    const phones = await Promise.all(
      Array.from({ length: 10 }, () => ward.screen(node, clinic, clinic.patient(queue))),
    );
    await Promise.all(phones.map((phone) => phone.watch(queue.id)));
    for (let person = 0; person < 20; person += 1) {
      node.realtime.publish([queue.join(), queue.call(), queue.finish()]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => {
      for (const phone of phones) expect(phone.board(queue.id)).toEqual(queue.board('public'));
    });
    const [first] = phones;
    for (const phone of phones) {
      expect(versions(phone)).toEqual(first && versions(first));
      expect(phone.events).toEqual(queue.log().flatMap(({ public: { events } }) => events));
      expect(phone.doubled()).toBe(0);
      expect(phone.modes).toEqual(['board']);
    }
    expect(written.mock.results.some(({ value }) => value === true)).toBe(sharedFrames);
  });

  test('a short message, a longer one and a very long one arrive as they were said', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const node = await ward.node(clinic, { sharedFrames, limits: { joinWithin: 1 } });
    const tablet = await ward.screen(node, clinic, clinic.staff());
    await tablet.watch(queue.id);
    const changes: CommittedChange['staff'][] = [];
    for (const bytes of [2, 2_000, 80_000]) {
      const change = saying(queue, bytes);
      changes.push(change.staff);
      node.realtime.publish([change]);
      await eventually(() => expect(tablet.frames).toEqual(changes));
    }
    expect(await tablet.watch(queue.id)).toMatchObject({ ok: true, mode: 'live' });
  });

  test('who answers pings between changes hears both, and goes on', async () => {
    const clinic = openPaperClinic();
    const queue = clinic.openQueue();
    const node = await ward.node(clinic, {
      sharedFrames,
      limits: { joinWithin: 1, pingEvery: 20, headEvery: 30, sweepEvery: 10 },
    });
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    await phone.watch(queue.id);
    let pings = 0;
    phone.line.io.engine.on('packet', ({ type }) => (pings += type === 'ping' ? 1 : 0));
    await eventually(
      () => {
        node.realtime.publish([queue.join(), queue.call(), queue.finish()]);
        expect(pings).toBeGreaterThan(20);
      },
      { every: 1 },
    );
    await eventually(() => expect(phone.board(queue.id)).toEqual(queue.board('public')));
    expect([phone.modes, phone.doubled()]).toEqual([['board'], 0]);
  });
});

test('displays and whoever is called hear a call before the rest of a large room', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { set } = queue.join().staff;
  const node = await ward.node(clinic, { limits: { fanOutPart: 2, joinWithin: 1 } });
  const order: string[] = [];
  const listen = async (name: string, token: string) => {
    const screen = await ward.screen(node, clinic, token);
    await screen.watch(queue.id);
    return [screen.line.id ?? '', name] as const;
  };
  const names = new Map([
    await listen('a phone', clinic.patient(queue)),
    await listen('a phone', clinic.patient(queue)),
    await listen('a phone', clinic.patient(queue)),
    await listen('who is called', clinic.patient(queue, { id: set[0]?.id ?? null })),
    await listen('the display', clinic.display(queue, 'TV 1')),
  ]);
  const { writeShared } = Connection.prototype;
  jest.spyOn(Connection.prototype, 'writeShared').mockImplementation(function write(this: Connection, frame) {
    for (const { socket } of this.sessions) order.push(names.get(socket.id) ?? 'nobody');
    return writeShared.call(this, frame);
  });
  node.realtime.publish([queue.call()]);
  await eventually(() => expect(order).toHaveLength(5));
  expect(order).toEqual(['who is called', 'the display', 'a phone', 'a phone', 'a phone']);
});

test('who leaves while a large room is being spoken to hears no more of it', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: { fanOutPart: 1, joinWithin: 1 } });
  const names = new Map<string, string>();
  for (const name of ['first', 'second', 'last']) {
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    await phone.watch(queue.id);
    names.set(phone.line.id ?? '', name);
  }
  const order: (string | undefined)[] = [];
  const { writeShared } = Connection.prototype;
  jest.spyOn(Connection.prototype, 'writeShared').mockImplementation(function write(this: Connection, frame) {
    for (const { socket } of this.sessions) {
      order.push(names.get(socket.id));
      // As when it stops watching, reads too slowly or may no longer hear; its line is still there.
      for (const other of socket.nsp.sockets.values())
        if (names.get(other.id) === 'last') void other.leave(streamRoom(clinic.organizationId, queue.id, 'public'));
    }
    return writeShared.call(this, frame);
  });
  node.realtime.publish([queue.join()]);
  await eventually(() => expect(order).toContain('second'));
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  // Of each frame that was written to the room meanwhile.
  expect([...new Set(order)]).toEqual(['first', 'second']);
});

test('what waits for one listener is heard in its turn, and nobody else waits', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, {
    limits: { joinWithin: 1, slowBytes: 64 * 1024 * 1024, slowPackets: 10_000, slowMost: 64 * 1024 * 1024 },
  });
  const stuck = await ward.screen(node, clinic, clinic.staff());
  const quick = await ward.screen(node, clinic, clinic.staff());
  await Promise.all([stuck.watch(queue.id), quick.watch(queue.id)]);
  webSocketOf(stuck.line)._socket.pause();
  const written = jest.spyOn(Connection.prototype, 'writeShared');
  // Its own answers fill the line, and behind them everything goes the usual way.
  await eventually(
    () => {
      void stuck.say('queue:watch', { queue_id: queue.id }).catch(() => undefined);
      node.realtime.publish([saying(queue, 100_000)]);
      expect(written.mock.results.some(({ value }) => value === false)).toBe(true);
    },
    { every: 2, within: 5_000 },
  );
  for (let person = 0; person < 3; person += 1) node.realtime.publish([queue.join()]);
  await eventually(() => expect(quick.board(queue.id)?.version).toBe(queue.board('staff').version));
  webSocketOf(stuck.line)._socket.resume();
  await eventually(() => expect(stuck.board(queue.id)?.version).toBe(queue.board('staff').version));
  expect(stuck.doubled()).toBe(0);
});
