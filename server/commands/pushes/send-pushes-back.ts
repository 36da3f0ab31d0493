import type { Writing } from '../transact.ts';

/** Whoever is taken back is called where they were; what was told of that is told already, unless they were told of the other place since. */
export function sendPushesBack(tx: Writing, { from, to }: { from: string; to: string }): void {
  tx.send({
    name: 'send-pushes-back',
    text: `UPDATE push_subscriptions SET entry_id = $3, told = substring(told FROM '^before (.*)$')
           WHERE organization_id = $1 AND entry_id = $2`,
    values: [tx.actor.organizationId, from, to],
  });
}
