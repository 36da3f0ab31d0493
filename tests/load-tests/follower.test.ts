import fc from 'fast-check';
import { Follower, isSameBoard, type Board, type Change } from '../../load-tests/live/follower.ts';

const board = (version: number, entries: number[] = []): Board => ({
  queue_id: 'q',
  epoch: 'e',
  version,
  at: '2026-01-01T00:00:00.000Z',
  queue: { name: 'Queue', status: 'open' },
  entries: entries.map((seq) => ({ seq, lane: 1, rank: seq })),
});
/** Somebody with the number of the version joins. */
const change = (prev: number, version = prev + 1, epoch = 'e'): Change => ({
  queue_id: 'q',
  epoch,
  prev,
  version,
  at: '2026-01-01T00:00:01.000Z',
  events: [],
  set: [{ seq: version, lane: 1, rank: version }],
  removed: [],
});

function at(version: number): Follower {
  const follower = new Follower();
  expect(follower.ask()).toBeNull();
  follower.accept({ ok: true, mode: 'board', board: board(version) });
  return follower;
}

test('the next change is applied, and everything else is called what it is', () => {
  const follower = at(5);
  expect(follower.hear(change(5))).toBe('applied');
  expect(follower.board).toMatchObject({ version: 6, entries: [{ seq: 6 }] });
  expect(follower.hear(change(5))).toBe('duplicate');
  expect(follower.hear(change(3))).toBe('out_of_order');
  expect(follower.hear(change(7))).toBe('gap');
  expect(follower.hear(change(6, 7, 'other'))).toBe('other_epoch');
  expect(follower.board?.version).toBe(6);
});

test('it asks with what it has, and what comes meanwhile is held until the answer', () => {
  const follower = at(5);
  expect(follower.ask()).toEqual({ epoch: 'e', version: 5 });
  expect(follower.hear(change(7))).toBe('held');
  expect(follower.hear(change(6))).toBe('held');
  const { missed, held, again } = follower.accept({ ok: true, mode: 'changes', changes: [change(5)] });
  expect(missed.map(({ version }) => version)).toEqual([6]);
  expect(held.map(({ version }) => version)).toEqual([7, 8]);
  expect(again).toBe(false);
  expect(follower.isBehind({ epoch: 'e', version: 9 })).toBe(true);
  expect(follower.isBehind({ epoch: 'e', version: 8 })).toBe(false);
});

test('an answer that does not reach what was held, a refusal, and nothing at all are asked again', () => {
  const follower = at(5);
  follower.ask();
  follower.hear(change(8));
  expect(follower.accept({ ok: true, mode: 'live' })).toMatchObject({ held: [], again: true });
  follower.ask();
  expect(follower.accept({ ok: false, problem: { code: 'unavailable' } }).again).toBe(true);
  const empty = new Follower();
  empty.ask();
  expect(empty.accept({ ok: true, mode: 'live' }).again).toBe(true);
});

test('an older board of the same epoch does not take anything back, one of another epoch does', () => {
  const follower = at(5);
  follower.ask();
  follower.accept({ ok: true, mode: 'board', board: board(3) });
  expect(follower.board?.version).toBe(5);
  follower.ask();
  follower.accept({ ok: true, mode: 'board', board: { ...board(1), epoch: 'after' } });
  expect(follower.board).toMatchObject({ epoch: 'after', version: 1 });
});

test('however changes come, who asks after every gap ends with the board of the server', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 60 }), (arrivals) => {
      const log = Array.from({ length: 20 }, (_, n) => change(n));
      const server = board(
        20,
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
      const follower = at(0);
      const ask = () => {
        const known = follower.ask();
        follower.accept({ ok: true, mode: 'changes', changes: log.slice(known?.version ?? 0) });
      };
      for (const n of arrivals) if (follower.hear(log[n] ?? change(0)) === 'gap') ask();
      if (follower.isBehind(server)) ask();
      expect(isSameBoard(follower.board, server)).toBe(true);
    }),
  );
});

test('boards are the same whenever they were read and however their keys are ordered, and no otherwise', () => {
  const mine = board(5, [1, 2]);
  const theirs = { ...board(5, [1, 2]), at: '2026-01-01T08:00:00.000Z', queue: { status: 'open', name: 'Queue' } };
  expect(isSameBoard(mine, theirs)).toBe(true);
  expect(isSameBoard(mine, { ...theirs, entries: [] })).toBe(false);
  expect(isSameBoard(mine, { ...theirs, version: 6 })).toBe(false);
  expect(isSameBoard(null, theirs)).toBe(false);
});
