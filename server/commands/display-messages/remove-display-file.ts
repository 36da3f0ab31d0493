import type { Writing } from '../transact.ts';

/** A picture that no message shows any more goes. */
export async function removeDisplayFile(tx: Writing, id: string | null): Promise<void> {
  if (id === null) return;
  await tx.query({
    name: 'display-file-remove',
    text: `DELETE FROM files WHERE organization_id = $1 AND id = $2 AND purpose = 'display_message'`,
    values: [tx.actor.organizationId, id],
  });
}
