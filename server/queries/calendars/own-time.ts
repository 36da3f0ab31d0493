import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { AppointmentStatus } from '../../../models/vocabulary.ts';
import { ownBooking } from '../appointments/own-booking.ts';
import type { Reading } from '../snapshot.ts';

type OwnTime = {
  origin_id: string;
  sequence: number;
  status: AppointmentStatus;
  starts_at: Date;
  ends_at: Date;
  status_at: Date;
  language: string | null;
  office: string;
  address: string | null;
};

/** The time of the own booking, for a calendar. @throws Refusal `not_found` for whoever has no time */
export async function ownTime(tx: Reading): Promise<OwnTime> {
  permit(tx.actor, 'appointment.follow');
  const [row] = await tx.query<OwnTime>({
    name: 'own-time',
    text: `SELECT a.origin_id, a.sequence, a.status, a.starts_at, a.ends_at, a.status_at, a.language, o.name AS office, o.address
           FROM appointments a JOIN offices o ON o.organization_id = a.organization_id AND o.id = a.office_id
           WHERE a.organization_id = $1 AND a.origin_id = $2 AND a.starts_at IS NOT NULL AND a.anonymised_at IS NULL
             AND a.status IN ('booked', 'arrived', 'checked_in', 'fulfilled', 'no_show', 'cancelled')`,
    values: [tx.actor.organizationId, ownBooking(tx)],
  });
  if (!row) throw new Refusal('not_found');
  return row;
}
