import type { EntryRow } from '../../../models/entry.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';

/** An entry as the answer to a command shows it. */
export function entryAnswer(row: EntryRow, position: number | null = null, wait: Wait | null = null): Entry {
  return {
    id: row.id,
    queue_id: row.queue_id,
    seq: row.seq,
    ticket_number: row.ticket_number,
    status: row.status,
    position,
    wait,
    counter_id: row.counter_id,
    counter: row.counter,
    call_seq: row.call_seq,
    patient_name: row.patient_name,
    phone: row.phone,
    note: row.note,
    language: row.language,
    party_size: row.party_size,
    joined_at: row.joined_at.toISOString(),
    due_at: row.due_at.toISOString(),
    since: row.status_at.toISOString(),
    until: row.timer_at === null ? null : row.timer_at.toISOString(),
    recalls: row.recalls,
    snoozes: row.snoozes,
    transferred_from: row.transferred_from,
  };
}
