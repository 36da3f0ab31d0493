import type { Writing } from '../transact.ts';

/**
 * Somebody who is sent on with the telephone in the pocket is called by it where they went. What was told of the stay that ends is
 * remembered, and is nothing that was told there.
 */
export function sendPushesOn(tx: Writing, { from, to }: { from: string; to: string }): void {
  tx.send({
    name: 'send-pushes-on',
    text: `UPDATE push_subscriptions SET entry_id = $3, told = 'before ' || told WHERE organization_id = $1 AND entry_id = $2`,
    values: [tx.actor.organizationId, from, to],
  });
}
