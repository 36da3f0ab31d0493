import { bookingCode } from '../appointments/booking-code.ts';
import type { Writing } from '../transact.ts';

/**
 * Everything that was typed about these people goes out of appointments that are over; times and what became of them stay. With it
 * goes the link, and the code of an old letter finds nothing more. Answers how many there were.
 */
export async function emptyAppointments(tx: Writing, appointmentIds: readonly string[]): Promise<number> {
  const emptied = await tx.query<{ id: string }>({
    name: 'empty-appointments',
    text: `UPDATE appointments a SET personal = NULL, phone_index = NULL, email_index = NULL, name_index = NULL, person_key = NULL,
             reason = NULL, code = n.code, anonymised_at = clock_timestamp()
           FROM unnest($2::uuid[], $3::text[]) AS n (id, code)
           WHERE a.organization_id = $1 AND a.id = n.id AND a.closed_at IS NOT NULL AND a.anonymised_at IS NULL RETURNING a.id`,
    values: [tx.actor.organizationId, appointmentIds, appointmentIds.map(bookingCode)],
  });
  tx.send({
    name: 'empty-appointment-messages',
    // A mail server may repeat the address that it did not take.
    text: `UPDATE appointment_messages SET detail = NULL
           WHERE organization_id = $1 AND appointment_id = ANY ($2::uuid[]) AND detail IS NOT NULL`,
    values: [tx.actor.organizationId, emptied.map(({ id }) => id)],
  });
  tx.send({
    name: 'end-booking-pushes',
    text: `DELETE FROM appointment_push_subscriptions WHERE organization_id = $1
             AND origin_id IN (SELECT origin_id FROM appointments WHERE organization_id = $1 AND id = ANY ($2::uuid[]))
             AND origin_id NOT IN (SELECT origin_id FROM appointments WHERE organization_id = $1 AND closed_at IS NULL)`,
    values: [tx.actor.organizationId, emptied.map(({ id }) => id)],
  });
  return emptied.length;
}
