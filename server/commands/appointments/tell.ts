import type { AppointmentRow } from '../../../models/appointment.ts';
import type { Writing } from '../transact.ts';

/** What the person is told of. */
export type Telling = 'confirmation' | 'moved' | 'cancelled' | 'offer';

/** Called in the transaction that changed the appointment, once for each change that the person should hear of. */
export async function tell(_tx: Writing, _row: AppointmentRow, _kind: Telling): Promise<void> {
  // Nobody is written to yet.
}
