import fc from 'fast-check';
import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { ChangeOf, CommittedChange, StaffChange } from '../../realtime/contract/change.ts';
import { joinChanges } from '../../realtime/join-changes.ts';
import { openPaperClinic } from './paper-clinic.ts';

type Move = 'join' | 'call' | 'finish';

/** A day at a queue: its first board and everything that then happened. */
function live(moves: readonly Move[]): { before: StaffBoard; changes: StaffChange[] } {
  const queue = openPaperClinic().openQueue();
  const before = queue.board('staff') as StaffBoard;
  const committed: CommittedChange[] = [];
  for (const move of moves) {
    const statuses = queue.board('staff').entries.map(({ status }) => status);
    if (move === 'join') committed.push(queue.join());
    if (move === 'call' && statuses.includes('waiting')) committed.push(queue.call());
    if (move === 'finish' && statuses.includes('called')) committed.push(queue.finish());
  }
  return { before, changes: committed.map(({ staff }) => staff) };
}

const day = fc.array(fc.constantFrom<Move>('join', 'join', 'call', 'finish'), { minLength: 1, maxLength: 40 });

test('a joined change leads to the same board as its parts and keeps every event', () => {
  fc.assert(
    fc.property(day, (moves) => {
      const { before, changes } = live(['join', ...moves]);
      const [first, ...others] = changes;
      if (first === undefined) throw new Error('a day without a change');
      const joined = joinChanges(first, ...others) as StaffChange;
      const stepByStep = changes.reduce(applyChange, before as Parameters<typeof applyChange>[0]);
      expect(applyChange(before, joined)).toEqual(stepByStep);
      expect(joined.events).toEqual(changes.flatMap(({ events }) => events));
      expect(joined).toMatchObject({ prev: 0, version: changes.length });
    }),
  );
});

const change = (part: Partial<ChangeOf<string, { seq: number; word: string }>>) => ({
  queue_id: 'q',
  epoch: 'e',
  prev: 0,
  version: 1,
  at: '',
  events: [],
  set: [],
  removed: [],
  ...part,
});

test('the last word about a person wins, whether the person stays or goes', () => {
  const joined = joinChanges(
    change({
      set: [
        { seq: 1, word: 'old' },
        { seq: 2, word: 'stays away' },
      ],
      removed: [3],
    }),
    change({
      prev: 1,
      version: 2,
      set: [
        { seq: 1, word: 'new' },
        { seq: 3, word: 'back' },
      ],
      removed: [2],
    }),
  );
  expect(joined.set).toEqual([
    { seq: 1, word: 'new' },
    { seq: 3, word: 'back' },
  ]);
  expect(joined.removed).toEqual([2]);
});

test('the last queue wins, and without one there is none', () => {
  const [closed, open, silent] = [change({ queue: 'closed' }), change({ queue: 'open' }), change({})];
  expect(joinChanges(closed, open, silent)).toHaveProperty('queue', 'open');
  expect(joinChanges(silent, silent)).not.toHaveProperty('queue');
});
