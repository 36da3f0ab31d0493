import type { EntryRow } from '../../../models/entry.ts';

/** What an entry was before a move: only what a move changes, and no personal word. Kept with the event that may be undone. */
export type UndoState = Pick<
  EntryRow,
  | 'version'
  | 'status'
  | 'lane'
  | 'rank'
  | 'status_at'
  | 'closed_at'
  | 'counter_id'
  | 'counter'
  | 'call_seq'
  | 'called_at'
  | 'recalls'
  | 'recalled_at'
  | 'snoozes'
  | 'timer_at'
  | 'outcome'
>;

export function undoState(row: EntryRow): UndoState {
  const { version, status, lane, rank, status_at, closed_at, counter_id, counter, call_seq, called_at } = row;
  const { recalls, recalled_at, snoozes, timer_at, outcome } = row;
  return {
    version,
    status,
    lane,
    rank,
    status_at,
    closed_at,
    counter_id,
    counter,
    call_seq,
    called_at,
    recalls,
    recalled_at,
    snoozes,
    timer_at,
    outcome,
  };
}

/** The row with the state put back; stored as JSON, the moments come as text. */
export function restored(row: EntryRow, stored: Record<keyof UndoState, unknown>): EntryRow {
  const state = stored as unknown as UndoState &
    Record<'status_at' | 'closed_at' | 'called_at' | 'recalled_at' | 'timer_at', string | null>; // written by undoState
  return {
    ...row,
    ...state,
    status_at: new Date(state.status_at ?? row.status_at),
    closed_at: moment(state.closed_at),
    called_at: moment(state.called_at),
    recalled_at: moment(state.recalled_at),
    timer_at: moment(state.timer_at),
  };
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
