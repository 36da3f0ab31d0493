import { LIMITS } from '../../realtime/limits.ts';
import type { Change } from '../../realtime/contract/change.ts';
import type { QueueHead } from '../../realtime/contract/messages.ts';
import { unpackChange } from '../../realtime/contract/pack-change.ts';
import type { PackedChange } from '../../realtime/contract/packed-change.ts';
import { Stream } from '../../realtime/stream.ts';
import type { LiveNamespace } from '../../realtime/typed-socket.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic, paperPorts, type PaperQueue } from './paper-clinic.ts';

const JUST_NOW = { from: 'here', committedAt: Date.now() } as const;

/** A room full of people who write down what they hear. */
function openStream() {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { ports, asked } = paperPorts([clinic]);
  const warned: string[] = [];
  const log = { info: () => undefined, warn: (_: object, message: string) => void warned.push(message), error: fail };
  const heard: Change[] = [];
  const heads: QueueHead[] = [];
  const namespace = {
    adapter: { rooms: { has: () => true, get: () => new Set(['somebody']) } },
    local: {
      to: () => ({
        emit: (event: string, said: unknown) =>
          void (event === 'queue:changed'
            ? heard.push(unpackChange(said as PackedChange))
            : heads.push(said as QueueHead)),
      }),
    },
  };
  const name = { organizationId: clinic.organizationId, queueId: queue.id, audience: 'public' as const };
  const stream = new Stream(name, {
    ports,
    log,
    limits: { ...LIMITS, joinWithin: 20, gapPatience: 10 },
    sharedFrames: false,
  });
  // Only what a stream uses of a namespace.
  stream.reaches(namespace as unknown as LiveNamespace);
  return { queue, ports, asked, stream, heard, heads, warned };
}

function fail(...said: unknown[]): never {
  throw new Error(JSON.stringify(said));
}

const versions = (heard: Change[]) => heard.map(({ prev, version }) => [prev, version]);
const join = (queue: PaperQueue, times: number) => Array.from({ length: times }, () => queue.join().public);

describe('what a stream passes on', () => {
  test('the first change goes out at once, more within a moment as one frame with every event', async () => {
    const { queue, stream, heard } = openStream();
    await stream.watch(null);
    for (const change of join(queue, 4)) stream.accept(change, JUST_NOW);
    expect(versions(heard)).toEqual([[0, 1]]);
    await eventually(() =>
      expect(versions(heard)).toEqual([
        [0, 1],
        [1, 4],
      ]),
    );
    expect(heard.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3, 4]);
    stream.close();
  });

  test('no frame reaches from before a newcomer’s answer to after it, which would look like a gap', async () => {
    const { queue, stream, heard } = openStream();
    await stream.watch(null);
    const [first, second, third] = join(queue, 3);
    for (const change of [first, second]) if (change) stream.accept(change, JUST_NOW);
    await stream.watch({ epoch: queue.board('public').epoch, version: 1 });
    if (third) stream.accept(third, JUST_NOW);
    await eventually(() =>
      expect(versions(heard)).toEqual([
        [0, 1],
        [1, 2],
        [2, 3],
      ]),
    );
    stream.close();
  });

  test('whatever comes twice, late or in the wrong order is heard once and in order', async () => {
    const { queue, stream, heard, asked } = openStream();
    await stream.watch(null);
    const [first, second, third, fourth] = join(queue, 4);
    for (const change of [second, first, first, fourth, second, third, fourth])
      if (change) stream.accept(change, JUST_NOW);
    await eventually(() => expect(stream.head?.version).toBe(4));
    await eventually(() => expect(heard.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3, 4]));
    expect(asked.missedChanges).toBe(0);
    stream.close();
  });

  test('what never comes is read from the log, once for everybody', async () => {
    const { queue, stream, heard, asked } = openStream();
    await stream.watch(null);
    const changes = join(queue, 5);
    for (const change of changes.slice(2)) stream.accept(change, JUST_NOW);
    expect(heard).toEqual([]);
    await eventually(() => expect(heard.at(-1)?.version).toBe(5));
    expect(heard.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3, 4, 5]);
    expect(asked.missedChanges).toBe(1);
    stream.close();
  });

  test('what comes while the first board is being read is neither lost nor said twice', async () => {
    const { queue, ports, stream, heard } = openStream();
    const { readBoard } = ports;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    ports.readBoard = async (...queue) => {
      const board = await readBoard(...queue);
      await released;
      return board;
    };
    const [before] = join(queue, 1);
    const answer = stream.watch(null);
    const [after, later] = join(queue, 2);
    for (const change of [before, later, after]) if (change) stream.accept(change, JUST_NOW);
    release();
    expect(await answer).toMatchObject({ mode: 'board' });
    await eventually(() => expect(heard.at(-1)?.version).toBe(3));
    expect(heard[0]?.prev).toBe(1);
    stream.close();
  });
});

describe('how a stream keeps to the truth', () => {
  test('the head check finds what was lost', async () => {
    const { queue, stream, heard, asked } = openStream();
    await stream.watch(null);
    join(queue, 2);
    await stream.compare(queue.board('public'));
    expect(stream.head?.version).toBe(2);
    await eventually(() => expect(heard.at(-1)?.version).toBe(2));
    await stream.compare(queue.board('public'));
    await stream.compare({ epoch: queue.board('public').epoch, version: 1 });
    expect(asked.missedChanges).toBe(1);
    stream.close();
  });

  test('another history, or a log that does not reach back, makes everybody ask again', async () => {
    for (const rewind of ['restore', 'forgetLog'] as const) {
      const { queue, stream, heads } = openStream();
      join(queue, 3);
      await stream.watch(null);
      join(queue, 3);
      queue[rewind]();
      const { epoch, version } = queue.board('public');
      await stream.compare({ epoch, version });
      expect(heads).toEqual([{ queue_id: queue.id, epoch, version }]);
      expect(await stream.watch(null)).toEqual({ ok: true, mode: 'board', board: queue.board('public') });
      stream.close();
    }
  });

  test('a change of another history is believed only when the database agrees', async () => {
    const { queue, stream, heads } = openStream();
    await stream.watch(null);
    const [stray] = join(queue, 1);
    if (stray) stream.accept({ ...stray, epoch: 'from before the restore' }, JUST_NOW);
    await eventually(() => expect(stream.head?.version).toBe(1));
    expect(heads).toEqual([]);
    stream.close();
  });

  test('a log with a hole is not asked again and again', async () => {
    const { queue, ports, stream, asked } = openStream();
    await stream.watch(null);
    const changes = join(queue, 3);
    ports.missedChanges = async () => {
      asked.missedChanges += 1;
      return changes.slice(1);
    };
    await stream.compare(queue.board('public'));
    expect(stream.head?.version).toBe(3);
    expect(asked.missedChanges).toBe(1);
    stream.close();
  });

  test('a board is brought up to date in memory, and read anew after a while', async () => {
    const { queue, stream, asked } = openStream();
    await stream.watch(null);
    for (const change of join(queue, 3)) stream.accept(change, JUST_NOW);
    expect(await stream.watch(null)).toMatchObject({ board: queue.board('public') });
    expect(asked.readBoard).toBe(1);
    stream.forgetOld(Date.now() + LIMITS.boardFor + 1);
    expect(await stream.watch(null)).toMatchObject({ board: queue.board('public') });
    expect(asked.readBoard).toBe(2);
    stream.close();
  });

  test('a listener who comes from a node that was ahead brings this one up to date', async () => {
    const { queue, stream, asked } = openStream();
    await stream.watch(null);
    join(queue, 2);
    const { epoch } = queue.board('public');
    expect(await stream.watch({ epoch, version: 2 })).toEqual({ ok: true, mode: 'live' });
    expect(asked.missedChanges).toBe(1);
    stream.close();
  });

  test('nobody is sent back to a board older than the one they have', async () => {
    const { queue, ports, stream, asked } = openStream();
    await stream.watch(null);
    join(queue, 1);
    const { missedChanges } = ports;
    ports.missedChanges = async (...asks) => {
      const missed = await missedChanges(...asks);
      // Committed while the log was being read, and heard of on another node.
      if (asked.missedChanges === 1) join(queue, 1);
      return missed;
    };
    const catchingUp = stream.compare(queue.board('public'));
    const { epoch } = queue.board('public');
    expect(await stream.watch({ epoch, version: 2 })).toEqual({ ok: true, mode: 'live' });
    await catchingUp;
    stream.close();
  });

  test('a catch-up that fails is left to the next head check', async () => {
    const { queue, ports, stream, heard, warned } = openStream();
    await stream.watch(null);
    const { missedChanges } = ports;
    ports.missedChanges = () => Promise.reject(new Error('the database is away'));
    const changes = join(queue, 3);
    for (const change of changes.slice(1)) stream.accept(change, JUST_NOW);
    await eventually(() => expect(warned).toEqual(['could not catch up with a queue']));
    ports.missedChanges = missedChanges;
    await stream.compare(queue.board('public'));
    await eventually(() => expect(heard.at(-1)?.version).toBe(3));
    stream.close();
  });
});
