import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { emptyAppointments } from './empty-appointments.ts';

/** The organization's own term is over for these appointments: nobody can say any more whose they were. */
export async function forgetAppointments(
  tx: Writing,
  { appointment_ids }: { appointment_ids: readonly string[] },
): Promise<void> {
  permit(tx.actor, 'appointment.time');
  const appointments = await emptyAppointments(tx, appointment_ids);
  if (appointments > 0) await audit(tx, { action: 'patients.forgotten', after: { appointments } });
}
