import {
  AT_COUNTER,
  ENDED,
  ENTRY_LIFECYCLE,
  isEnded,
  type LifecycleMove,
  nextStatus,
  UNDOABLE_MOVES,
} from '../../../models/rules/entry-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ENTRY_MOVES, ENTRY_STATUSES, type EntryStatus, EVENT_TYPES } from '../../../models/vocabulary.ts';

/** What the product promises, written down a second time by hand: an arrow too many or too few in the table is seen here. */
const PROMISED: Record<LifecycleMove, Partial<Record<EntryStatus, EntryStatus>>> = {
  join: {},
  call: { waiting: 'called' },
  recall: { called: 'called' },
  come: { called: 'called' },
  serve: { called: 'serving' },
  arrive: { called: 'serving' },
  no_show: { called: 'no_show' },
  return: { called: 'waiting', no_show: 'waiting' },
  expire: { no_show: 'no_show' },
  snooze: { waiting: 'waiting' },
  move: { waiting: 'waiting' },
  leave: { waiting: 'left' },
  park: { serving: 'parked' },
  resume: { parked: 'serving' },
  transfer: { waiting: 'transferred', called: 'transferred', serving: 'transferred' },
  finish: { serving: 'served' },
  cancel: {
    waiting: 'cancelled',
    called: 'cancelled',
    serving: 'cancelled',
    parked: 'cancelled',
    no_show: 'cancelled',
  },
};

const MOVES = Object.keys(ENTRY_LIFECYCLE) as LifecycleMove[]; // keyof of a const table is its keys
const EVERY_MOVE_OF_EVERYBODY = MOVES.flatMap((move) => ENTRY_STATUSES.map((status) => ({ move, status })));

function attempt(move: LifecycleMove, status: EntryStatus): EntryStatus | Refusal {
  try {
    return nextStatus(move, status);
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal;
    throw refusal;
  }
}

describe('the life of an entry', () => {
  const possible = EVERY_MOVE_OF_EVERYBODY.filter(({ move, status }) => PROMISED[move][status] !== undefined);
  const impossible = EVERY_MOVE_OF_EVERYBODY.filter(({ move, status }) => PROMISED[move][status] === undefined);

  test.each(possible)('somebody who is $status can $move', ({ move, status }) => {
    expect(attempt(move, status)).toBe(PROMISED[move][status]);
  });

  test.each(impossible)('somebody who is $status cannot $move, and is told why', ({ move, status }) => {
    const refusal = attempt(move, status);
    expect(refusal).toMatchObject({ name: 'Refusal', code: 'not_possible_now' });
    expect(String(refusal)).toMatch(
      new RegExp(`: [A-Z][a-z -]+ is not possible: the entry is ${status.replace('_', ' ')}\\.$`),
    );
  });

  test('nothing can happen that was not promised, and everything promised can', () => {
    const inTable = MOVES.map((move) => [move, [...ENTRY_LIFECYCLE[move].from].toSorted()]);
    const promised = MOVES.map((move) => [move, Object.keys(PROMISED[move]).toSorted()]);
    expect(inTable).toEqual(promised);
    expect([...MOVES, 'undo'].toSorted()).toEqual([...ENTRY_MOVES].toSorted());
  });

  test('a stay begins by joining, and only so', () => {
    expect(MOVES.filter((move) => ENTRY_LIFECYCLE[move].from.length === 0)).toEqual(['join']);
    expect(ENTRY_LIFECYCLE.join.to).toBe('waiting');
  });

  test('every refusal says which move was refused', () => {
    const sentences = MOVES.map((move) => attempt(move, 'served')).map((refusal) => String(refusal));
    expect(new Set(sentences).size).toBe(MOVES.length);
  });

  test('nothing happens to somebody whose stay has ended', () => {
    const afterwards = EVERY_MOVE_OF_EVERYBODY.filter(({ status }) => isEnded(status)).filter(
      ({ move, status }) => !(attempt(move, status) instanceof Refusal),
    );
    expect(afterwards).toEqual([]);
    expect([...ENDED].toSorted()).toEqual(['cancelled', 'left', 'served', 'transferred']);
  });

  test('whoever has not left can still be sent home at the close of day', () => {
    for (const status of ENTRY_STATUSES.filter((one) => !isEnded(one)))
      expect(nextStatus('cancel', status)).toBe('cancelled');
  });

  test('there is a way from waiting to every other status', () => {
    const reached = new Set<EntryStatus>(['waiting']);
    for (const status of reached) {
      for (const move of MOVES) {
        const next = attempt(move, status);
        if (!(next instanceof Refusal)) reached.add(next);
      }
    }
    expect([...reached].toSorted()).toEqual([...ENTRY_STATUSES].toSorted());
  });

  test('a counter is taken by those who are on their way to it or served at it', () => {
    expect(AT_COUNTER).toEqual(['called', 'serving']);
  });

  test('each move is news of its own', () => {
    const news = MOVES.map((move) => ENTRY_LIFECYCLE[move].event);
    expect(new Set(news).size).toBe(MOVES.length);
    // A note and an undo are said of a stay and are no moves.
    expect([...news, 'entry.noted', 'entry.undone'].toSorted()).toEqual(
      EVENT_TYPES.filter((type) => type.startsWith('entry.')).toSorted(),
    );
  });

  test('staff can take back what staff did; what patients and the clock do stands', () => {
    expect([...UNDOABLE_MOVES].toSorted()).toEqual(
      ['call', 'cancel', 'finish', 'move', 'no_show', 'park', 'resume', 'return', 'serve', 'transfer'].toSorted(),
    );
  });
});
