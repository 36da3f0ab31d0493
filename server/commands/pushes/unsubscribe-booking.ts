import { permit } from '../../../models/rules/permissions.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';

/** This browser is told of this appointment no longer. One that never was is as well. */
export async function unsubscribeBooking(tx: Writing, { endpoint }: { endpoint: string }): Promise<void> {
  permit(tx.actor, 'appointment.follow');
  await tx.query({
    name: 'end-booking-push',
    text: 'DELETE FROM appointment_push_subscriptions WHERE organization_id = $1 AND origin_id = $2 AND push_index = $3',
    values: [tx.actor.organizationId, ownBooking(tx), tx.personal.pushIndex(endpoint)],
  });
}
