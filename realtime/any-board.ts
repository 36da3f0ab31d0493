import type { Board, BoardOf } from './contract/board.ts';
import type { Change, ChangeOf } from './contract/change.ts';

type Placed = { seq: number; lane: number; rank: number };

/** A stream carries one audience and looks at nothing but the order: the same code serves both without knowing a name. */
export type AnyBoard = BoardOf<unknown, Placed>;
export type AnyChange = ChangeOf<unknown, Placed>;

// The two ways back onto the wire. What comes out of a stream went into it from one audience's port and was only ever
// joined with its own kind, which the types above have forgotten.
export const boardOnWire = (board: AnyBoard) => board as Board;
export const changeOnWire = (change: AnyChange) => change as Change;
