import { applyChange } from '../../../realtime/contract/apply-change.ts';
import type { BoardOf } from '../../../realtime/contract/board.ts';
import type { ChangeOf } from '../../../realtime/contract/change.ts';
import type { QueueHead } from '../../../realtime/contract/messages.ts';

/**
 * What a screen knows of one queue, and what it does about everything it hears: no clock, no socket, no chance.
 *
 * A change is applied only to the board it was made for. Whatever is missing, doubled, late or out of order ends in a question
 * to the server with the version that is here; one question at a time, and what arrives meanwhile is held until the answer.
 */
export type Keyed = { seq: number; lane: number; rank: number };

export type BoardState<Q, E extends Keyed> = {
  readonly board: BoardOf<Q, E> | null;
  readonly connected: boolean;
  /** The number of the question that is under way; an answer to any other is too late to count. */
  readonly asking: number | null;
  readonly asked: number;
  /** Changes that wait for the answer. */
  readonly held: readonly ChangeOf<Q, E>[];
};

export type Known = { epoch: string; version: number };

/** The answer to `queue:watch` as an audience hears it (contract/messages.ts). */
export type WatchAnswer<Q, E> =
  | { mode: 'live' }
  | { mode: 'changes'; changes: readonly ChangeOf<Q, E>[] }
  | { mode: 'board'; board: { queue_id: string; epoch: string; version: number; at: string; queue: Q; entries: E[] } };

export type Input<Q, E extends Keyed> =
  | { type: 'connected' }
  | { type: 'disconnected' }
  | { type: 'changed'; change: ChangeOf<Q, E> }
  | { type: 'answered'; question: number; answer: WatchAnswer<Q, E> }
  | { type: 'unanswered'; question: number }
  | { type: 'head'; head: Known }
  /** A head was heard a moment ago; changes on their way have had time to arrive. */
  | { type: 'head_due'; head: Known }
  /** A whole board, read over HTTP. */
  | { type: 'read'; board: BoardOf<Q, E> };

export type Effect<Q, E extends Keyed> =
  /** `now`: ask at once. `soon`: after some chance, since a whole room has missed the same change. `later`: the last try failed. */
  | { type: 'ask'; question: number; known: Known | null; when: 'now' | 'soon' | 'later' }
  | { type: 'await_head'; head: Known }
  | { type: 'applied'; change: ChangeOf<Q, E>; board: BoardOf<Q, E>; replayed: boolean };

export type Step<Q, E extends Keyed> = { state: BoardState<Q, E>; effects: Effect<Q, E>[] };

/** More than this many held changes means that the answer is long overdue; it will cover them. */
const HELD_AT_MOST = 256;

export function emptyState<Q, E extends Keyed>(): BoardState<Q, E> {
  return { board: null, connected: false, asking: null, asked: 0, held: [] };
}

/** Whether the board is known to be what the server has, as far as one can know. */
export function isCurrent<Q, E extends Keyed>(state: BoardState<Q, E>): boolean {
  return state.connected && state.asking === null && state.board !== null;
}

export function step<Q, E extends Keyed>(state: BoardState<Q, E>, input: Input<Q, E>): Step<Q, E> {
  switch (input.type) {
    case 'connected':
      // Also when it was connected before: another line, where nobody watches yet.
      return ask({ ...state, connected: true }, 'now');
    case 'disconnected':
      return { state: { ...state, connected: false, asking: null, held: [] }, effects: [] };
    case 'changed':
      return hear(state, input.change);
    case 'answered':
      return input.question === state.asking ? accept(state, input.answer) : stay(state);
    case 'unanswered':
      return input.question === state.asking ? ask(state, 'later') : stay(state);
    case 'head':
      return isCurrent(state) && isBehind(state, input.head)
        ? { state, effects: [{ type: 'await_head', head: input.head }] }
        : stay(state);
    case 'head_due':
      return isCurrent(state) && isBehind(state, input.head) ? ask(state, 'now') : stay(state);
    case 'read':
      return stay(replace(state, input.board));
  }
}

function stay<Q, E extends Keyed>(state: BoardState<Q, E>): Step<Q, E> {
  return { state, effects: [] };
}

function ask<Q, E extends Keyed>(state: BoardState<Q, E>, when: 'now' | 'soon' | 'later'): Step<Q, E> {
  const question = state.asked + 1;
  const { board } = state;
  const known = board && { epoch: board.epoch, version: board.version };
  return {
    state: { ...state, asking: question, asked: question },
    effects: [{ type: 'ask', question, known, when }],
  };
}

function hear<Q, E extends Keyed>(state: BoardState<Q, E>, change: ChangeOf<Q, E>): Step<Q, E> {
  // After a loss of the line everything is asked for anyway.
  if (!state.connected) return stay(state);
  if (state.asking !== null || state.board === null) return hold(state, change);
  if (change.epoch === state.board.epoch) {
    if (change.version <= state.board.version) return stay(state);
    if (change.prev === state.board.version) return apply(state, change, false);
  }
  const { state: holding } = hold(state, change);
  return ask(holding, change.epoch === state.board.epoch ? 'soon' : 'now');
}

function hold<Q, E extends Keyed>(state: BoardState<Q, E>, change: ChangeOf<Q, E>): Step<Q, E> {
  return stay({ ...state, held: [...state.held, change].slice(-HELD_AT_MOST) });
}

function apply<Q, E extends Keyed>(state: BoardState<Q, E>, change: ChangeOf<Q, E>, replayed: boolean): Step<Q, E> {
  if (state.board === null) return stay(state);
  const board = applyChange(state.board, change);
  return { state: { ...state, board }, effects: [{ type: 'applied', change, board, replayed }] };
}

function accept<Q, E extends Keyed>(state: BoardState<Q, E>, answer: WatchAnswer<Q, E>): Step<Q, E> {
  let next: BoardState<Q, E> = { ...state, asking: null, held: [] };
  const effects: Effect<Q, E>[] = [];
  if (answer.mode === 'board') next = replace(next, answer.board);
  if (next.board === null) return ask(next, 'later');

  const missed = answer.mode === 'changes' ? answer.changes : [];
  const held = [...state.held];
  held.sort((a, b) => a.version - b.version);
  const waiting = [
    ...missed.map((change) => ({ change, replayed: true })),
    ...held.map((change) => ({ change, replayed: false })),
  ];
  for (const { change, replayed } of waiting) {
    const { board }: BoardState<Q, E> = next;
    if (board === null || (change.epoch === board.epoch && change.version <= board.version)) continue;
    if (change.epoch !== board.epoch || change.prev !== board.version) {
      const again = ask(next, 'soon');
      return { state: again.state, effects: [...effects, ...again.effects] };
    }
    const applied = apply(next, change, replayed);
    next = applied.state;
    effects.push(...applied.effects);
  }
  return { state: next, effects };
}

/** A board never goes back within one epoch: an older one was read before what is here. */
function replace<Q, E extends Keyed>(state: BoardState<Q, E>, board: BoardOf<Q, E>): BoardState<Q, E> {
  const mine = state.board;
  if (mine !== null && mine.epoch === board.epoch && board.version <= mine.version) return state;
  return { ...state, board };
}

function isBehind<Q, E extends Keyed>(state: BoardState<Q, E>, head: Known): boolean {
  return state.board === null || state.board.epoch !== head.epoch || state.board.version < head.version;
}

/** For a message that names its queue. */
export function headOf({ epoch, version }: QueueHead): Known {
  return { epoch, version };
}
