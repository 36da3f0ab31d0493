import type { AppointmentRow } from '../../../models/appointment.ts';
import { may, permit } from '../../../models/rules/permissions.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { admit } from './admit.ts';
import { holdAppointment } from './lock-appointment.ts';

/**
 * Staff or the tablet at the entrance say that the person of an appointment is here.
 * @param queue_id  from `queueForAppointment`
 * @throws Refusal `not_found`, `not_possible_now`, `too_early`
 */
export async function checkIn(
  tx: Writing,
  { appointment_id, queue_id }: { appointment_id: string; queue_id: string },
  waits: readonly Wait[] | null,
): Promise<{ appointment: AppointmentRow; entry: Entry }> {
  permit(tx.actor, 'appointment.check_in');
  const row = await holdAppointment(tx, appointment_id);
  return admit(tx, row, { queueId: queue_id, waits, anyTime: may(tx.actor, 'appointment.change') });
}
