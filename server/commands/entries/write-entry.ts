import type { EntryRow } from '../../../models/entry.ts';
import { endPushes } from '../pushes/end-pushes.ts';
import { sendPushesOn } from '../pushes/send-pushes-on.ts';
import type { Writing } from '../transact.ts';

/** The row of somebody who has just come, and the first interval. */
export function insertEntry(tx: Writing, row: EntryRow): void {
  tx.send({
    name: 'insert-entry',
    text: `INSERT INTO entries
               (organization_id, id, queue_id, seq, ticket_number, service_on, version, status, class, lane, rank, due_at, joined_at, status_at,
                personal, phone_index, email_index, language, party_size, person_key, transferred_from, appointment_id, promised_p20, promised_p50, promised_p80)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
    values: [
      tx.actor.organizationId,
      row.id,
      row.queue_id,
      row.seq,
      row.ticket_number,
      row.service_on,
      row.version,
      row.status,
      row.class,
      row.lane,
      row.rank,
      row.due_at,
      row.joined_at,
      row.status_at,
      tx.personal.seal(row.id, row),
      row.phone === null ? null : tx.personal.phoneIndex(row.phone),
      row.email === null ? null : tx.personal.emailIndex(row.email),
      row.language,
      row.party_size,
      row.person_key,
      row.transferred_from,
      row.appointment_id,
      row.promised_p20,
      row.promised_p50,
      row.promised_p80,
    ],
  });
  openInterval(tx, row);
  if (row.transferred_from !== null) sendPushesOn(tx, { from: row.transferred_from, to: row.id });
}

/**
 * What a move may change, and the intervals when the status or the counter is another.
 * @param undoable  an end that may be taken back keeps the telephones, until `takePushes` finds that it is too late for that
 */
export function updateEntry(
  tx: Writing,
  { before, after }: { before: EntryRow; after: EntryRow },
  { undoable }: { undoable: boolean },
): void {
  tx.send({
    name: 'update-entry',
    text: `UPDATE entries SET version = $3, status = $4, lane = $5, rank = $6, status_at = $7, closed_at = $8, counter_id = $9, call_seq = $10,
               called_at = $11, recalls = $12, recalled_at = $13, snoozes = $14, timer_at = $15, outcome = $16, coming_at = $17
             WHERE organization_id = $1 AND id = $2`,
    values: [
      tx.actor.organizationId,
      after.id,
      after.version,
      after.status,
      after.lane,
      after.rank,
      after.status_at,
      after.closed_at,
      after.counter_id,
      after.call_seq,
      after.called_at,
      after.recalls,
      after.recalled_at,
      after.snoozes,
      after.timer_at,
      after.outcome,
      after.coming_at,
    ],
  });
  if (after.status !== before.status) {
    closeInterval(tx, after);
    // What has ended for good has no interval of its own: its moment is `closed_at`.
    if (after.closed_at === null) openInterval(tx, after);
  } else if (after.closed_at !== null && before.closed_at === null) {
    closeInterval(tx, after);
  }
  const isOver = after.closed_at !== null && before.closed_at === null;
  if (isOver && !undoable) endPushes(tx, [after.id]);
}

function closeInterval(tx: Writing, row: EntryRow): void {
  tx.send({
    name: 'close-interval',
    // Not before its start, even when the clock was set back meanwhile.
    text: `UPDATE entry_intervals SET ended_at = greatest(started_at, $3) WHERE organization_id = $1 AND entry_id = $2 AND ended_at IS NULL`,
    values: [tx.actor.organizationId, row.id, tx.now],
  });
}

function openInterval(tx: Writing, row: EntryRow): void {
  tx.send({
    name: 'open-interval',
    text: `INSERT INTO entry_intervals (organization_id, entry_id, entry_version, queue_id, status, started_at, actor_kind, actor_id, counter_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.actor.organizationId,
      row.id,
      row.version,
      row.queue_id,
      row.status,
      tx.now,
      tx.actor.kind,
      tx.actor.id,
      row.counter_id,
    ],
  });
}
