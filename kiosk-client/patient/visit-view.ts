import type { PublicBoard, PublicQueue } from '../../realtime/contract/board.ts';
import type { Tracked } from '../../realtime/contract/commands.ts';
import { isNearly, placeIn } from './place.ts';
import { waitRange, type WaitRange } from './wait-range.ts';

/** What the person is in the middle of, in the person's own terms. */
export type Phase =
  | 'waiting'
  | 'nearly'
  | 'called'
  | 'missed'
  | 'serving'
  | 'parked'
  | 'served'
  | 'left'
  | 'cancelled'
  | 'transferred';

export type VisitView = {
  phase: Phase;
  ticketNumber: string;
  queueName: string;
  office: string;
  before: number | null;
  range: WaitRange | null;
  counter: string | null;
  /** Called: be there by then. Missed: return by then. */
  until: string | null;
  /** Another one for each call and recall: what has been rung for once is not rung for again. */
  call: string | null;
  /** Called, and has answered this call: on the way. */
  coming: boolean;
  snoozesLeft: number;
  /** Called or missed: how often one may still wait again without asking at the desk. */
  returnsLeft: number;
  queue: PublicQueue | null;
  /** Who is called at the moment, for the feeling that things move. */
  calling: readonly { ticket_number: string; counter: string | null }[];
  /** False: the link has to be asked again: the person is called or missed it or has left the board since, or history was rewound. */
  settled: boolean;
};

type Waits = readonly [p20: number, p80: number][] | null;

/**
 * The board knows first, the person's own link knows everything. `absentSince` is the version of the board at which the
 * person was first missing from it: an answer from before that is out of date.
 */
export function visitView(
  tracked: Tracked,
  board: PublicBoard | null,
  waits: Waits,
  absentSince: number | null,
): VisitView {
  const usable = board !== null && board.epoch === tracked.epoch && board.version >= tracked.version ? board : null;
  const place = usable && placeIn(usable, tracked.seq);
  const status = place?.entry.status ?? tracked.status;
  const before = place ? place.before : tracked.position === null ? null : tracked.position - 1;
  // Between two calls the person may have waited again: what the link said of the last one is not said of this one.
  const sameCall = !place || isOneCall(place.entry, tracked);
  const phase = phaseOf(status, before, board?.queue.counters.filter(({ state }) => state === 'open').length ?? 0);
  return {
    phase,
    ticketNumber: tracked.ticket_number,
    queueName: tracked.queue,
    office: tracked.office,
    before,
    range: rangeOf(tracked, before, waits),
    counter: place ? place.entry.counter : tracked.counter,
    until: place ? place.entry.until : tracked.until,
    call: phase === 'called' ? nameOf(place?.entry ?? tracked) : null,
    coming: phase === 'called' && sameCall && tracked.coming,
    snoozesLeft: tracked.snoozes_left,
    // The board may know of the call before the link does: then whether one may is not known yet.
    returnsLeft: tracked.status === status && sameCall ? tracked.returns_left : 0,
    queue: board?.queue ?? null,
    calling: callingIn(board, tracked.seq),
    settled:
      board === null ||
      (board.epoch === tracked.epoch &&
        (absentSince === null || tracked.version >= absentSince) &&
        ((tracked.status === status && sameCall) || (phase !== 'called' && phase !== 'missed'))),
  };
}

type Announced = { call_seq: number | null; recalls: number };

/** A server of the version before says nothing of the call. */
function isOneCall(one: Announced, other: Partial<Announced>): boolean {
  return other.call_seq === undefined || (one.call_seq === other.call_seq && one.recalls === other.recalls);
}

function nameOf({ call_seq, recalls }: Partial<Announced>): string {
  return `${call_seq ?? 0}.${recalls ?? 0}`;
}

/** Nothing more will happen to this visit. */
export function isOver(phase: Phase): boolean {
  return phase === 'served' || phase === 'left' || phase === 'cancelled' || phase === 'transferred';
}

function phaseOf(status: string, before: number | null, openCounters: number): Phase {
  switch (status) {
    case 'called':
    case 'serving':
    case 'parked':
    case 'served':
    case 'left':
    case 'cancelled':
    case 'transferred':
      return status;
    case 'no_show':
      return 'missed';
    default:
      return before !== null && isNearly(before, openCounters) ? 'nearly' : 'waiting';
  }
}

function rangeOf(tracked: Tracked, before: number | null, waits: Waits): WaitRange | null {
  if (before === null) return null;
  const live = waits?.[before];
  if (live) return waitRange(live[0], live[1]);
  const own = tracked.position === before + 1 ? tracked.wait : null;
  return own && waitRange(own.p20, own.p80);
}

const CALLS_SHOWN = 3;

function callingIn(board: PublicBoard | null, ownSeq: number): VisitView['calling'] {
  const called = (board?.entries ?? []).filter(({ status, seq }) => status === 'called' && seq !== ownSeq);
  called.sort((a, b) => (b.call_seq ?? 0) - (a.call_seq ?? 0));
  return called.slice(0, CALLS_SHOWN);
}
