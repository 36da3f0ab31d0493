import type { BoardView } from '../../../kiosk-client/shared/live/use-board.ts';
import type { StaffBoard, StaffEntry } from '../../../realtime/contract/board.ts';

export const NOON = '2026-12-01T12:00:00.000Z';

type Told = Partial<StaffEntry> & Pick<StaffEntry, 'seq'>;

/** A person on a board; what is not told is usual. Given in calling order, as a board has them. */
function person(prefix: string, told: Told): StaffEntry {
  const { seq } = told;
  return {
    ...{ lane: 1, rank: seq * 10, ticket_number: `${prefix}${String(seq).padStart(3, '0')}`, id: `${prefix}-${seq}` },
    ...{
      status: 'waiting',
      counter: null,
      counter_id: null,
      called_at: null,
      call_seq: null,
      recalls: 0,
      until: null,
      coming: false,
    },
    ...{ patient_name: null, phone: null, note: null, language: null, party_size: 1, snoozes: 0, class: 'walk_in' },
    ...{ joined_at: NOON, due_at: NOON, since: NOON },
    ...told,
  };
}

export function boardOf(prefix: string, people: readonly Told[], queue: Partial<StaffBoard['queue']> = {}): StaffBoard {
  return {
    ...{ queue_id: prefix, epoch: 'e', version: 1, at: NOON },
    queue: {
      ...{ name: prefix, prefix, office_id: 'o', time_zone: 'UTC', status: 'open', reason: null, until: null },
      ...{ capacity: null, outcome_required: false, counters: [] },
      ...queue,
    },
    entries: people.map((told) => person(prefix, told)),
  };
}

export function counter(id: string, state: 'open' | 'paused' | 'closed' = 'open') {
  return { id, name: id, state, reason: null, until: null, user_id: 'anna' };
}

export function live(board: StaffBoard): BoardView<StaffBoard> {
  return { board, status: 'live', asOf: new Date(NOON), waits: null, denied: false };
}
