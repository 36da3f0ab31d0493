import type { TracedChange } from '../../realtime/contract/messages.ts';
import { LIMITS } from '../../realtime/limits.ts';
import { Stream } from '../../realtime/stream.ts';
import type { Followed, LiveTracing } from '../../realtime/tracing.ts';
import type { Audience } from '../../models/vocabulary.ts';
import type { LiveNamespace } from '../../realtime/typed-socket.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic, paperPorts } from './paper-clinic.ts';

/** A room that writes down what it hears, on a node that writes down what it follows. */
function openStream({ audience = 'public', room = ['somebody'] }: { audience?: Audience; room?: string[] } = {}) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { ports } = paperPorts([clinic]);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const heard: TracedChange[] = [];
  const followed: string[] = [];
  const names = (changes: readonly Followed[]) => changes.map(({ trace }) => trace).join(' and ');
  const tracing: LiveTracing = {
    publishes: () => null,
    accepted(change, { version }, from) {
      followed.push(`${change.trace} taken as ${version} from ${from}`);
      return { trace: `${change.trace}'`, at: change.at + 1 };
    },
    writes(changes, frame) {
      followed.push(`${names(changes)} goes out in ${frame.version} for ${frame.audience}`);
      return () => void followed.push(`${names(changes)} is with everybody`);
    },
    shown: () => undefined,
    announced: () => undefined,
  };
  const namespace = {
    adapter: { rooms: { has: () => room.length > 0, get: () => new Set(room) } },
    local: { to: () => ({ emit: (_event: string, said: TracedChange) => void heard.push(said) }) },
  };
  const stream = new Stream(
    { organizationId: clinic.organizationId, queueId: queue.id, audience },
    { ports, log, limits: { ...LIMITS, joinWithin: 5, gapPatience: 1_000 }, sharedFrames: false, tracing },
  );
  // Only what a stream uses of a namespace.
  stream.reaches(namespace as unknown as LiveNamespace);
  /** A change of another node, followed under this name if it has one. */
  const hear = (trace?: string) =>
    stream.accept(queue.join()[audience], {
      from: 'other_node',
      committedAt: Date.now(),
      followed: trace === undefined ? undefined : { trace, at: Date.now() },
    });
  return { queue, stream, heard, followed, hear };
}

test('changes that go out in one frame are followed each for itself, and the others are not', async () => {
  const { stream, heard, followed, hear } = openStream();
  await stream.watch(null);
  for (const trace of [undefined, 'one', undefined, 'another']) hear(trace);
  await eventually(() => expect(heard).toHaveLength(2));
  expect(heard.map(({ version, traced }) => [version, traced])).toEqual([
    [1, undefined],
    [4, true],
  ]);
  expect(followed).toEqual([
    'one taken as 2 from other_node',
    'another taken as 4 from other_node',
    "one' and another' goes out in 4 for public",
    "one' and another' is with everybody",
  ]);
  stream.close();
});

test('a change that comes before its turn is followed from when it came until its turn', async () => {
  const { queue, stream, followed, hear } = openStream();
  await stream.watch(null);
  const first = queue.join().public;
  hear('early');
  expect(followed).toEqual([]);
  stream.accept(first, { from: 'here', committedAt: Date.now() });
  await eventually(() => expect(followed).toContain("early' is with everybody"));
  stream.close();
});

test('where nobody listens any more a trace ends with the taking, and no later frame carries it', async () => {
  const room: string[] = [];
  const { stream, heard, followed, hear } = openStream({ room });
  await stream.watch(null);
  hear('unheard');
  room.push('somebody');
  hear();
  await eventually(() => expect(heard).toHaveLength(1));
  expect(heard[0]?.traced).toBeUndefined();
  expect(followed).toEqual(['unheard taken as 1 from other_node']);
  stream.close();
});

test('what went out before a restart of the history is not followed into the new one', async () => {
  const { stream, heard, followed, hear } = openStream();
  await stream.watch(null);
  hear();
  hear('lost');
  await stream.compare({ epoch: 'from a backup', version: 7 });
  expect(heard.filter(({ traced }) => traced === true)).toEqual([]);
  expect(followed).toEqual(['lost taken as 2 from other_node']);
  stream.close();
});
