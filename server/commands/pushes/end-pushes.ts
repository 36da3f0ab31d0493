import type { Writing } from '../transact.ts';

/** However a stay ends, its telephones are told nothing more. */
export function endPushes(tx: Writing, entryIds: readonly string[]): void {
  tx.send({
    name: 'end-pushes',
    text: 'DELETE FROM push_subscriptions WHERE organization_id = $1 AND entry_id = ANY ($2::uuid[])',
    values: [tx.actor.organizationId, entryIds],
  });
}
