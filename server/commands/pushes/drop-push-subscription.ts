import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/** The push service says that this browser is gone, for a stay and for the appointment that it came from. */
export async function dropPushSubscription(tx: Writing, { id }: { id: string }): Promise<void> {
  requireSystem(tx.actor);
  await tx.query({
    name: 'drop-push-subscription',
    text: `WITH of_appointment AS (DELETE FROM appointment_push_subscriptions WHERE organization_id = $1 AND id = $2)
           DELETE FROM push_subscriptions WHERE organization_id = $1 AND id = $2`,
    values: [tx.actor.organizationId, id],
  });
}
