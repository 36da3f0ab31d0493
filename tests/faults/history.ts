import type { BoardEvent } from '../../realtime/contract/change.ts';

/** What somebody wanted, and what they were told. `answer: null`: nobody ever answered, so it may or may not have been done. */
export type Command = {
  by: string;
  kind: 'join' | 'call' | 'start' | 'finish';
  /** The idempotency key: however often it was asked, it is one wish. */
  wish: string;
  /** Milliseconds since the history began. */
  began: number;
  ended: number;
  tries: number;
  /** Codes of the refusals that it met on the way, the last one included. */
  refusals: readonly string[];
  answer: Answer | null;
};
export type Answer = {
  status: number;
  /** Of the person whom the command was about: the queue's running number, also the order of joining. */
  seq: number | null;
  callSeq: number | null;
};

/** What one screen showed, in the order in which it did. */
export type Shown =
  /** A board was applied change by change; `events` is what the screen was told to announce on the way. */
  | { how: 'changes'; epoch: string; version: number; at: number; events: readonly BoardEvent[] }
  /** A whole board took the place of what was there. */
  | { how: 'board'; epoch: string; version: number; at: number };

export type Screen = {
  name: string;
  shown: readonly Shown[];
  /** Keys of the calls that its loudspeaker met, in order. */
  spoken: readonly string[];
  /** The board that it shows at the end. */
  board: unknown;
};

/** What a database says of the queue. */
export type Stored = {
  epoch: string;
  version: number;
  /** Every change ever committed, oldest first. */
  log: readonly { version: number; epoch: string; events: readonly BoardEvent[] }[];
  entries: readonly { seq: number; rank: number; status: string; callSeq: number | null }[];
  calls: readonly { callSeq: number; seq: number }[];
};
/** What it says at the end, with the board as the API gives it to a screen. */
export type Truth = Stored & { board: unknown };

/** The disk was lost, and a copy without what came last has taken its place. */
export type Failover = {
  /** Whatever was acknowledged by then is on the copy. */
  copiedAt: number;
  /** From then on everybody is answered by the copy. */
  openedAt: number;
  lost: Stored;
  kept: Stored;
};

export type History = {
  commands: readonly Command[];
  screens: readonly Screen[];
  truth: Truth;
  failovers?: readonly Failover[];
};

export type Invariant =
  | 'nobody is called twice'
  | 'people are called in their order'
  | 'numbers have no gaps'
  | 'what was acknowledged is there'
  | 'a wish is done once'
  | 'nobody is refused without cause'
  | 'a screen ends with the board of the database'
  | 'a screen never goes back'
  | 'a screen hears every change once'
  | 'a call is spoken once';

export type Violation = { invariant: Invariant; what: string };
