import type { AppointmentRow } from '../../../models/appointment.ts';
import type { AppointmentMove } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';
import { noteMove, sealedWords } from './move-on.ts';

/**
 * A new row, if the database finds that it overlaps nothing. Answers whether it does: a plain insert would end the transaction, and
 * many of them at once would wait for each other.
 */
export async function insertAppointment(tx: Writing, row: AppointmentRow, move: AppointmentMove): Promise<boolean> {
  const inserted = await tx.query<{ id: string }>({
    name: 'insert-appointment',
    text: `INSERT INTO appointments
             (organization_id, id, origin_id, rescheduled_from, sequence, code, version, status, status_at, timer_at, service_id, office_id,
              provider_id, starts_at, ends_at, busy_from, busy_until, seat, capacity, overbooked, series_id, series_on, wanted_from, wanted_until,
              wanted_from_time, wanted_until_time, any_provider, refused, backfilled, source, language, personal, phone_index, email_index,
              name_index, person_key, reminders, reason, created_at, closed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
             $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)
           ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      tx.actor.organizationId,
      row.id,
      row.origin_id,
      row.rescheduled_from,
      row.sequence,
      row.code,
      row.version,
      row.status,
      row.status_at,
      row.timer_at,
      row.service_id,
      row.office_id,
      row.provider_id,
      row.starts_at,
      row.ends_at,
      row.busy_from,
      row.busy_until,
      row.seat,
      row.capacity,
      row.overbooked,
      row.series_id,
      row.series_on,
      row.wanted_from,
      row.wanted_until,
      row.wanted_from_time,
      row.wanted_until_time,
      row.any_provider,
      row.refused,
      row.backfilled,
      row.source,
      row.language,
      ...sealedWords(tx, row),
      row.person_key,
      row.reminders,
      row.reason,
      row.created_at,
      row.closed_at,
    ],
  });
  if (inserted.length === 0) return false;
  noteMove(tx, row, move);
  return true;
}
