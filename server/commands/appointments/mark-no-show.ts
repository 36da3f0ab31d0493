import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { Writing } from '../transact.ts';
import { lockAppointment } from './lock-appointment.ts';
import { missed } from './missed.ts';
import { requireNotInQueue } from './require-not-in-queue.ts';

/** Staff know that somebody does not come; before the start the time is offered to the next. @throws Refusal `not_found`, `not_possible_now` */
export async function markNoShow(tx: Writing, input: { appointment_id: string }): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.change');
  const row = await lockAppointment(tx, input.appointment_id);
  requireNotInQueue(row);
  return missed(tx, row);
}
