import { APPOINTMENT_COLUMNS, type StoredAppointment } from '../../../models/appointment.ts';
import { openedAppointment } from '../../queries/appointments/opened-appointment.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';
import { endOffer } from './end-offer.ts';

/**
 * What was kept for somebody until a moment that is over keeps nobody away, though the clock has not come to it yet. The providers
 * have to be locked.
 */
export async function expireOverdue(
  tx: Writing,
  { providerIds, from, until }: { providerIds: readonly string[]; from: Date; until: Date },
): Promise<void> {
  const overdue = await tx.query<StoredAppointment>({
    name: 'overdue-in-the-way',
    text: `SELECT ${APPOINTMENT_COLUMNS} FROM appointments a
           WHERE a.organization_id = $1 AND a.provider_id = ANY ($2::uuid[]) AND a.holds_time AND a.busy_from < $4 AND a.busy_until > $3
             AND a.status IN ('held', 'offered') AND a.timer_at <= $5
           ORDER BY a.id FOR NO KEY UPDATE`,
    values: [tx.actor.organizationId, providerIds, from, until, tx.now],
  });
  for (const stored of overdue) {
    const row = openedAppointment(tx, stored);
    if (row.status === 'held') moveOn(tx, row, 'expire');
    else await endOffer(tx, row);
  }
}
