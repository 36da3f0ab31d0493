import type { AppointmentRow } from '../../../models/appointment.ts';
import { APPOINTMENT_ENDED, nextAppointmentStatus } from '../../../models/rules/appointment-lifecycle.ts';
import type { AppointmentMove, AppointmentStatus } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';

/** What a move may change besides the status. */
export type AlsoChanged = Partial<Omit<AppointmentRow, 'id' | 'origin_id' | 'version' | 'status' | 'created_at'>>;

/**
 * Moves an appointment on and writes down that it did. The row has to be locked. The table decides the status, an end is an end,
 * and whatever the clock was to do belonged to the state before, unless `also` says otherwise.
 * @throws Refusal `not_possible_now`
 */
export function moveOn(
  tx: Writing,
  before: AppointmentRow,
  move: AppointmentMove,
  also: AlsoChanged = {},
): AppointmentRow {
  const status = nextAppointmentStatus(move, before.status);
  const after: AppointmentRow = {
    ...before,
    version: before.version + 1,
    status,
    status_at: tx.now,
    timer_at: null,
    closed_at: isEnded(status) ? tx.now : null,
    ...also,
  };
  updateAppointment(tx, after);
  noteMove(tx, after, move);
  return after;
}

export function isEnded(status: AppointmentStatus): boolean {
  return (APPOINTMENT_ENDED as readonly AppointmentStatus[]).includes(status);
}

/** Every version begins an interval, which ends with the next. */
export function noteMove(tx: Writing, row: AppointmentRow, move: AppointmentMove): void {
  tx.send({
    name: 'note-appointment-move',
    text: `INSERT INTO appointment_events (organization_id, appointment_id, version, move, status, at, actor_kind, actor_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [tx.actor.organizationId, row.id, row.version, move, row.status, tx.now, tx.actor.kind, tx.actor.id],
  });
}

/** Everything of the row that may change. */
function updateAppointment(tx: Writing, row: AppointmentRow): void {
  tx.send({
    name: 'update-appointment',
    text: `UPDATE appointments SET version = $3, status = $4, status_at = $5, timer_at = $6, provider_id = $7, starts_at = $8, ends_at = $9,
             busy_from = $10, busy_until = $11, seat = $12, capacity = $13, overbooked = $14, refused = $15, backfilled = $16, language = $17,
             personal = $18, phone_index = $19, email_index = $20, name_index = $21, person_key = $22, reminders = $23, reason = $24,
             closed_at = $25, source = $26
           WHERE organization_id = $1 AND id = $2`,
    values: [
      tx.actor.organizationId,
      row.id,
      row.version,
      row.status,
      row.status_at,
      row.timer_at,
      row.provider_id,
      row.starts_at,
      row.ends_at,
      row.busy_from,
      row.busy_until,
      row.seat,
      row.capacity,
      row.overbooked,
      row.refused,
      row.backfilled,
      row.language,
      ...sealedWords(tx, row),
      row.person_key,
      row.reminders,
      row.reason,
      row.closed_at,
      row.source,
    ],
  });
}

/** The words as they are kept: sealed, and the keyed hashes by which they are found. */
export function sealedWords(
  tx: Writing,
  row: AppointmentRow,
): [personal: Buffer | null, phone: string | null, email: string | null, name: string | null] {
  const { personal } = tx;
  return [
    personal.sealAppointment(row.id, row),
    row.phone === null ? null : personal.phoneIndex(row.phone),
    row.email === null ? null : personal.emailIndex(row.email),
    row.patient_name === null || row.birth_date === null ? null : personal.nameIndex(row.patient_name, row.birth_date),
  ];
}
