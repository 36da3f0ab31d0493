import type { Writing } from '../transact.ts';
import { lockAppointment } from '../appointments/lock-appointment.ts';
import { moveOn } from '../appointments/move-on.ts';
import { offerFreed } from '../appointments/offer-freed.ts';

/** How a person's appointments are found: by these indexes, and by the stays that they became. */
export type ByWhat = {
  appointmentId: string | null;
  phoneIndexes: readonly string[];
  emailIndex: string | null;
  entryIds: readonly string[];
};

type Found = { id: string; origin_id: string; open: boolean };

/** With all that they were moved from and to. */
export function appointmentsOfPerson(tx: Writing, by: ByWhat): Promise<Found[]> {
  return tx.query<Found>({
    name: 'appointments-of-person',
    text: `SELECT id, origin_id, closed_at IS NULL AS open FROM appointments
           WHERE organization_id = $1 AND anonymised_at IS NULL AND origin_id IN (
             SELECT origin_id FROM appointments
             WHERE organization_id = $1 AND (id = $2 OR phone_index = ANY ($3::text[]) OR email_index = $4
               OR id IN (SELECT appointment_id FROM entries WHERE organization_id = $1 AND id = ANY ($5::uuid[]))))
           ORDER BY id`,
    values: [tx.actor.organizationId, by.appointmentId, by.phoneIndexes, by.emailIndex, by.entryIds],
  });
}

/** Whoever wants to be forgotten does not come, and hears of it no more; the time goes to somebody else. */
export async function takeBack(tx: Writing, id: string): Promise<void> {
  const row = await lockAppointment(tx, id);
  if (row.closed_at !== null) return;
  moveOn(tx, row, 'cancel', { reason: 'erased' });
  await offerFreed(tx, row);
}
