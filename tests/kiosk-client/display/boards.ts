import type { PublicBoard, PublicEntry } from '../../../realtime/contract/board.ts';

export const NINE = Date.parse('2026-11-23T09:00:00.000Z');

export function entry(seq: number, fields: Partial<PublicEntry> = {}): PublicEntry {
  return {
    seq,
    lane: 1,
    rank: seq,
    ticket_number: `A${String(seq).padStart(3, '0')}`,
    counter: null,
    called_at: null,
    call_seq: null,
    recalls: 0,
    until: null,
    status: 'waiting',
    ...fields,
  };
}

/** Called so many seconds after nine. */
export function called(seq: number, second: number, fields: Partial<PublicEntry> = {}): PublicEntry {
  const called_at = new Date(NINE + second * 1000).toISOString();
  return entry(seq, { status: 'called', counter: `Room ${seq}`, called_at, call_seq: seq, ...fields });
}

export function board(
  entries: PublicEntry[],
  fields: Partial<Omit<PublicBoard, 'entries'>> & { status?: PublicBoard['queue']['status'] } = {},
): PublicBoard {
  const { status = 'open', ...head } = fields;
  return {
    queue_id: 'general',
    epoch: 'e',
    version: 1,
    at: new Date(NINE).toISOString(),
    queue: {
      name: 'General',
      prefix: 'A',
      office_id: 'office',
      time_zone: 'Europe/Berlin',
      status,
      reason: null,
      until: null,
      counters: [],
    },
    entries,
    ...head,
  };
}
