import type { Writing } from '../transact.ts';

/**
 * Holds the organization's row until the transaction ends, so that two who add at the same time count one after the other. `NO KEY`
 * lets everything that only refers to the organization be written meanwhile. Taken before any other row is held or read.
 */
export async function lockOrganization(tx: Writing): Promise<void> {
  await tx.query({
    name: 'lock-organization',
    text: 'SELECT id FROM control.organizations WHERE id = $1 FOR NO KEY UPDATE',
    values: [tx.actor.organizationId],
  });
}
