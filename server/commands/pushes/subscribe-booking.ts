import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { SubscribeToPushes } from '../../../realtime/contract/resources/pushes.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import type { Writing } from '../transact.ts';
import { requirePoint } from './require-point.ts';

/** A family's telephones, not a list of everybody's. */
const MOST_OF_A_BOOKING = 5;

/**
 * The holder's browser wants to be told of the appointment while the page is closed. Asked again it takes the newer keys and language.
 * @throws Refusal `not_possible_now` once the person is in the queue or it is over, `invalid_input` for a key that is none
 */
export async function subscribeBooking(tx: Writing, { endpoint, keys, language }: SubscribeToPushes): Promise<void> {
  permit(tx.actor, 'appointment.follow');
  requirePoint(keys.p256dh);
  const { organizationId } = tx.actor;
  const originId = ownBooking(tx);
  const [open] = await tx.query({
    name: 'booking-to-tell-of',
    text: `SELECT id FROM appointments WHERE organization_id = $1 AND origin_id = $2
             AND status IN ('booked', 'waitlisted', 'offered', 'arrived') FOR NO KEY UPDATE`,
    values: [organizationId, originId],
  });
  if (!open) throw new Refusal('not_possible_now', 'There is nothing to come of which to tell.');
  const index = tx.personal.pushIndex(endpoint);
  const [known] = await tx.query<{ id: string }>({
    name: 'known-booking-push',
    text: 'SELECT id FROM appointment_push_subscriptions WHERE organization_id = $1 AND origin_id = $2 AND push_index = $3',
    values: [organizationId, originId, index],
  });
  const id = known?.id ?? uuidv7();
  const address = tx.personal.sealPushAddress(id, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  await tx.query({
    name: 'keep-booking-push',
    text: `INSERT INTO appointment_push_subscriptions (organization_id, id, origin_id, push_address, push_index, language)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (organization_id, id) DO UPDATE SET push_address = excluded.push_address, language = excluded.language`,
    values: [organizationId, id, originId, address, index, language],
  });
  await tx.query({
    name: 'drop-oldest-booking-pushes',
    text: `DELETE FROM appointment_push_subscriptions WHERE organization_id = $1 AND id IN (
             SELECT id FROM appointment_push_subscriptions WHERE organization_id = $1 AND origin_id = $2
             ORDER BY created_at DESC OFFSET ${MOST_OF_A_BOOKING})`,
    values: [organizationId, originId],
  });
}
