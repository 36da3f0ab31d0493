import type { AppointmentRow, StoredAppointment } from '../../../models/appointment.ts';
import type { Reading } from '../snapshot.ts';

const NO_WORDS = { patient_name: null, phone: null, email: null, note: null, birth_date: null };

/** The row with what is known of the person. */
export function openedAppointment(tx: Pick<Reading, 'personal'>, stored: StoredAppointment): AppointmentRow {
  const { personal, ...row } = stored;
  return { ...row, ...(personal === null ? NO_WORDS : tx.personal.openAppointment(row.id, personal)) };
}
