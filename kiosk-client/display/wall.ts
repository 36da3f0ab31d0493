import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { Call } from '../shared/announce/announcements.ts';
import type { BoardStatus, BoardView } from '../shared/live/use-board.ts';
import { stillCalled } from './calls.ts';
import type { PastCall } from './past-calls.ts';

/** What hangs on the wall, decided from the boards. Pure: the components only draw it. */
export type Wall = {
  focus: Focus | null;
  /** Beside the big number: all others. */
  recent: PastCall[];
  /** While there is no big number: all of them. */
  past: PastCall[];
  missed: string[];
  queues: QueueAhead[];
  closed: boolean;
};

/** The big number. `called`: this person is expected now. `last`: nobody is, and this one was last. */
export type Focus = {
  key: string;
  ticket_number: string;
  counter: string | null;
  queue: string;
  state: 'called' | 'last';
  again: boolean;
};

export type QueueAhead = {
  id: string;
  name: string;
  status: PublicBoard['queue']['status'];
  reason: string | null;
  until: string | null;
  time_zone: string;
  next: string[];
  waiting: number;
  /** Minutes for somebody who joins now; null: no estimate. */
  range: readonly [p20: number, p80: number] | null;
};

type View = Pick<BoardView<PublicBoard>, 'board' | 'waits'>;

const RECENT = 5;
const MISSED = 6;
const NEXT = 5;

/**
 * @param turn the call being announced, or the last one that was: as long as that person is expected the wall does not jump
 * to somebody else.
 */
export function wall(
  views: readonly View[],
  past: readonly PastCall[],
  turn: { call: Call; announcing: boolean } | null,
  now: number,
): Wall {
  const boards = views.reduce<PublicBoard[]>((known, { board }) => (board ? known.concat(board) : known), []);
  const focus = focusOf(boards, past, turn);
  return {
    focus,
    recent: past
      .filter(({ queue_id, ticket_number }) => focus?.key !== `${queue_id}:${ticket_number}`)
      .slice(0, RECENT),
    past: past.slice(0, RECENT),
    missed: missed(boards, now),
    queues: views.reduce<QueueAhead[]>(
      (queues, view) => (view.board ? queues.concat(ahead(view.board, view.waits)) : queues),
      [],
    ),
    closed: boards.length > 0 && boards.every(isOver) && focus?.state !== 'called',
  };
}

/** Closed to newcomers, and whoever had come is gone: until then people look at the wall. */
function isOver({ queue, entries }: PublicBoard): boolean {
  return queue.status === 'closed' && entries.every(({ status }) => status === 'no_show');
}

function focusOf(
  boards: readonly PublicBoard[],
  past: readonly PastCall[],
  turn: { call: Call; announcing: boolean } | null,
): Focus | null {
  if (turn !== null && (turn.announcing || stillCalled(turn.call, boards))) {
    const { queue_id, ticket_number, counter, again } = turn.call;
    const queue = boards.find((board) => board.queue_id === queue_id)?.queue.name ?? '';
    return { key: `${queue_id}:${ticket_number}`, ticket_number, counter, queue, state: 'called', again };
  }
  const call = past.find(({ status }) => status === 'called') ?? past[0];
  if (call === undefined) return null;
  const { queue_id, ticket_number, counter, queue, status } = call;
  return {
    key: `${queue_id}:${ticket_number}`,
    ticket_number,
    counter,
    queue,
    state: status === 'called' ? 'called' : 'last',
    again: false,
  };
}

function missed(boards: readonly PublicBoard[], now: number): string[] {
  return boards
    .reduce<PublicBoard['entries']>((entries, board) => entries.concat(board.entries), [])
    .filter(({ status, until }) => status === 'no_show' && (until === null || Date.parse(until) > now))
    .sort((a, b) => Date.parse(b.called_at ?? '') - Date.parse(a.called_at ?? ''))
    .slice(0, MISSED)
    .map(({ ticket_number }) => ticket_number);
}

function ahead({ queue_id, queue, entries }: PublicBoard, waits: View['waits']): QueueAhead {
  const waiting = entries.filter(({ status }) => status === 'waiting');
  return {
    id: queue_id,
    name: queue.name,
    status: queue.status,
    reason: queue.reason,
    until: queue.until,
    time_zone: queue.time_zone,
    next: waiting.slice(0, NEXT).map(({ ticket_number }) => ticket_number),
    waiting: waiting.length,
    range: waits?.[Math.min(waiting.length, waits.length - 1)] ?? null,
  };
}

const WORST_FIRST: readonly BoardStatus[] = ['stale', 'connecting', 'reconnecting', 'live'];

/** One word for several boards: as true as the least true of them, and as old as the oldest. */
export function truth(views: readonly Pick<BoardView<unknown>, 'status' | 'asOf'>[]): {
  status: BoardStatus;
  asOf: Date | null;
} {
  const status = WORST_FIRST.find((word) => views.some((view) => view.status === word)) ?? 'connecting';
  const times = views.reduce<number[]>((known, { asOf }) => (asOf ? known.concat(asOf.getTime()) : known), []);
  return { status, asOf: times.length === 0 ? null : new Date(Math.min(...times)) };
}
