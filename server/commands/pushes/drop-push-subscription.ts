import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/** The push service says that this browser is gone. */
export async function dropPushSubscription(tx: Writing, { id }: { id: string }): Promise<void> {
  requireSystem(tx.actor);
  await tx.query({
    name: 'drop-push-subscription',
    text: 'DELETE FROM push_subscriptions WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, id],
  });
}
