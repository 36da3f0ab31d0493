import type { StaffBoard, StaffQueue } from '../../realtime/contract/board.ts';
import type { BoardStatus, BoardView } from '../shared/live/use-board.ts';
import { nextPerson, waitingInOrder, type Placed } from './next-person.ts';

type CounterOnBoard = StaffQueue['counters'][number];

/** Everything the work screen shows, reckoned from the boards alone. */
export type DeskView = {
  status: BoardStatus;
  /** One of the queues is none of this person's any more. */
  denied: boolean;
  /** When all of it was last known to be current. */
  asOf: Date | null;
  /** The boards of the queues that this counter calls from. */
  boards: readonly StaffBoard[];
  /** This counter as the boards have it; null when none of them knows it (any more). */
  counter: CounterOnBoard | null;
  /** Called to this counter, or in service here. */
  present: Placed | null;
  next: Placed | null;
  waiting: readonly Placed[];
  parked: readonly Placed[];
  missed: readonly Placed[];
  /** Called to other counters of the same queues, or in service there. */
  elsewhere: readonly Placed[];
};

export function deskView(views: readonly BoardView<StaffBoard>[], counterId: string): DeskView {
  const boards = views.map(({ board }) => board).filter((board) => board !== null);
  const people = boards.reduce<Placed[]>(
    (all, board) => all.concat(board.entries.map((entry) => ({ board, entry }))),
    [],
  );
  const atCounters = people.filter(({ entry }) => entry.status === 'called' || entry.status === 'serving');
  return {
    status: worst(views.map(({ status }) => status)),
    denied: views.some(({ denied }) => denied),
    asOf: earliest(views.map(({ asOf }) => asOf)),
    boards,
    counter: counterOn(boards, counterId),
    present: atCounters.find(({ entry }) => entry.counter_id === counterId) ?? null,
    next: nextPerson(boards),
    waiting: waitingInOrder(boards),
    parked: people.filter(({ entry }) => entry.status === 'parked').sort(bySince),
    missed: people.filter(({ entry }) => entry.status === 'no_show').sort(bySince),
    elsewhere: atCounters.filter(({ entry }) => entry.counter_id !== counterId).sort(bySince),
  };
}

/** Everybody on the boards, whoever is here and whoever waits first. */
export function everybody({ present, waiting, elsewhere, parked, missed }: DeskView): Placed[] {
  return [...(present ? [present] : []), ...waiting, ...elsewhere, ...parked, ...missed];
}

/** The queues of a session change on all their boards, one after the other; any of them knows the counter's state. */
function counterOn(boards: readonly StaffBoard[], counterId: string): CounterOnBoard | null {
  for (const { queue } of boards) {
    const counter = queue.counters.find(({ id }) => id === counterId);
    if (counter) return counter;
  }
  return null;
}

const WORST_FIRST: readonly BoardStatus[] = ['connecting', 'stale', 'reconnecting', 'live'];

function worst(statuses: readonly BoardStatus[]): BoardStatus {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'connecting';
}

function earliest(moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length < moments.length || known.length === 0
    ? null
    : known.reduce((first, moment) => (moment < first ? moment : first));
}

function bySince(a: Placed, b: Placed): number {
  return Date.parse(a.entry.since) - Date.parse(b.entry.since);
}
