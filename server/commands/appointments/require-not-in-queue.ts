import type { AppointmentRow } from '../../../models/appointment.ts';
import { Refusal } from '../../../models/rules/refusal.ts';

/** Whoever is in the queue already is moved on there, and the appointment follows. @throws Refusal `not_possible_now` */
export function requireNotInQueue(row: AppointmentRow): void {
  if (row.status === 'checked_in') throw new Refusal('not_possible_now', 'The person is in the queue already.');
}
