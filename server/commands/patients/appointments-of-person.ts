import type { Writing } from '../transact.ts';
import { lockAppointment } from '../appointments/lock-appointment.ts';
import { moveOn } from '../appointments/move-on.ts';
import { offerFreed } from '../appointments/offer-freed.ts';

/** How a person's appointments are found, besides by the stays that they became. */
export type ByWhat = {
  appointmentId: string | null;
  phoneIndexes: readonly string[];
  emailIndex: string | null;
  /** Of the appointment that was named: the person by other signs, and what was booked with it. */
  personKey: string | null;
  nameIndex: string | null;
  seriesId: string | null;
};

/** The matters of a person, as `$1` to `$7` of a statement say it. */
export const MATTERS_OF_PERSON = `SELECT origin_id FROM appointments
  WHERE organization_id = $1 AND (id = $2 OR phone_index = ANY ($3::text[]) OR email_index = $4 OR person_key = $5 OR name_index = $6
    OR series_id = $7)`;

export function signsOf(tx: Writing, by: ByWhat): unknown[] {
  const { appointmentId, phoneIndexes, emailIndex, personKey, nameIndex, seriesId } = by;
  return [tx.actor.organizationId, appointmentId, phoneIndexes, emailIndex, personKey, nameIndex, seriesId];
}

type Found = { id: string; origin_id: string; open: boolean };

/** With all that they were moved from and to. */
export function appointmentsOfPerson(tx: Writing, by: ByWhat, entryIds: readonly string[]): Promise<Found[]> {
  return tx.query<Found>({
    name: 'appointments-of-person',
    text: `SELECT id, origin_id, closed_at IS NULL AS open FROM appointments
           WHERE organization_id = $1 AND anonymised_at IS NULL AND (origin_id IN (${MATTERS_OF_PERSON}) OR origin_id IN (
             SELECT origin_id FROM appointments WHERE organization_id = $1
               AND id IN (SELECT appointment_id FROM entries WHERE organization_id = $1 AND id = ANY ($8::uuid[]))))
           ORDER BY id`,
    values: [...signsOf(tx, by), entryIds],
  });
}

/** Whoever wants to be forgotten does not come, and hears of it no more; the time goes to somebody else. */
export async function takeBack(tx: Writing, id: string): Promise<void> {
  const row = await lockAppointment(tx, id);
  if (row.closed_at !== null) return;
  moveOn(tx, row, 'cancel', { reason: 'erased' });
  await offerFreed(tx, row);
}
