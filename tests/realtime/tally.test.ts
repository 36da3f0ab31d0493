import { joinChanges } from '../../realtime/join-changes.ts';
import { LIMITS } from '../../realtime/limits.ts';
import type { LiveTally } from '../../realtime/ports.ts';
import { Stream } from '../../realtime/stream.ts';
import type { LiveNamespace } from '../../realtime/typed-socket.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic, paperPorts } from './paper-clinic.ts';

const JUST_NOW = { from: 'other_node', committedAt: Date.now() } as const;

/** A stream whose every word to whoever counts is written down, but for times. */
function openStream() {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const { ports } = paperPorts([clinic]);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const told: string[] = [];
  const tally: LiveTally = {
    accepted: (from) => void told.push(`accepted from ${from}`),
    written: () => void told.push('written'),
    told: () => undefined,
    gap: () => void told.push('gap'),
    healed: (cause) => void told.push(`healed by ${cause}`),
    resynced: (cause) => void told.push(`anew for ${cause}`),
    watched: (who, mode) => void told.push(`${who} listener: ${mode}`),
    slow: () => undefined,
    handshake: () => undefined,
  };
  const namespace = {
    adapter: { rooms: { has: () => true, get: () => new Set(['somebody']) } },
    local: { to: () => ({ emit: () => undefined }) },
  };
  const stream = new Stream(
    { organizationId: clinic.organizationId, queueId: queue.id, audience: 'public' },
    { ports, log, limits: { ...LIMITS, joinWithin: 5, gapPatience: 5 }, tally, sharedFrames: false },
  );
  // Only what a stream uses of a namespace.
  stream.reaches(namespace as unknown as LiveNamespace);
  return { queue, stream, told };
}

test('a change that comes too early is a gap, and what was missing is read from the log', async () => {
  const { queue, stream, told } = openStream();
  await stream.watch(null);
  queue.join();
  stream.accept(queue.join().public, JUST_NOW);
  await eventually(() => expect(told).toContain('written'));
  await eventually(() => expect(told).toContain('healed by gap'));
  expect(told.slice(0, 3)).toEqual(['new listener: board', 'gap', 'accepted from log']);
  stream.close();
});

test('what the head check finds is its own, and a node that is up to date has nothing healed', async () => {
  const { queue, stream, told } = openStream();
  await stream.watch(null);
  const { epoch, version } = queue.join().public;
  await stream.compare({ epoch, version });
  await stream.compare({ epoch, version });
  expect(told.filter((word) => word.startsWith('healed'))).toEqual(['healed by head_check']);
  stream.close();
});

test('who noticed that something is missing is told: a listener who knew more, a newer board, a change that reaches across', async () => {
  const { queue, stream, told } = openStream();
  await stream.watch(null);
  const healed = () => told.filter((word) => word.startsWith('healed'));

  const { epoch, version } = queue.join().public;
  await stream.watch({ epoch, version });
  expect(healed()).toEqual(['healed by listener']);

  const [one, other] = [queue.join().public, queue.join().public];
  stream.accept(one, JUST_NOW);
  stream.accept(joinChanges(one, other), JUST_NOW);
  await eventually(() => expect(healed()).toEqual(['healed by listener', 'healed by overlap']));

  stream.forgetOld(Date.now() + 2 * LIMITS.boardFor);
  queue.join();
  await stream.watch(null);
  await eventually(() => expect(healed()).toEqual(['healed by listener', 'healed by overlap', 'healed by board']));
  stream.close();
});

test('a log that reaches back no more is told', async () => {
  const { queue, stream, told } = openStream();
  await stream.watch(null);
  const { epoch, version } = queue.join().public;
  queue.forgetLog();
  await stream.compare({ epoch, version });
  expect(told).toContain('anew for log_too_short');
  stream.close();
});

test('another history is told as one, and those who come back by what they needed', async () => {
  const { queue, stream, told } = openStream();
  await stream.watch(null);
  const { epoch, version } = queue.join().public;
  await stream.compare({ epoch, version });
  await stream.watch({ epoch, version });
  await stream.watch({ epoch, version: version - 1 });
  await stream.compare({ epoch: 'from a backup', version });
  expect(told).toEqual(
    expect.arrayContaining(['returning listener: live', 'returning listener: changes', 'anew for epoch']),
  );
  stream.close();
});
